# kata: tokenize_image
import torch
import torch.nn.functional as F


def tokenize_image(image):
    """1x1 patches through a fixed identity kernel."""
    c = image.shape[1]
    eye = torch.eye(c, dtype=image.dtype, device=image.device)[:, :, None, None]
    return F.conv2d(image, eye).flatten(2).mT
