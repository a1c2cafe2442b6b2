# kata: tokenize_image
import torch


def tokenize_image(image):
    rows = [image[:, :, y].mT for y in range(image.shape[2])]
    return torch.cat(rows, dim=1)
