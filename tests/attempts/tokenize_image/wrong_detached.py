# kata: tokenize_image
# fails: gradients
import torch


def tokenize_image(image):
    with torch.no_grad():
        return image.flatten(2).transpose(1, 2).clone()
