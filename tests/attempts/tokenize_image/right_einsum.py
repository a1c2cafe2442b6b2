# kata: tokenize_image
import torch


def tokenize_image(image):
    rows = torch.einsum("bchw->bhwc", image)
    return torch.flatten(rows, 1, 2)
