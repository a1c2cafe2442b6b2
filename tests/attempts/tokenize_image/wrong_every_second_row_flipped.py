# kata: tokenize_image
# fails: values
import torch


def tokenize_image(image):
    """Boustrophedon."""
    rows = [image[:, :, y].flip(-1) if y % 2 else image[:, :, y] for y in range(image.shape[2])]
    return torch.cat(rows, 2).mT
