# kata: tokenize_image
import torch as t


def tokenize_image(image):
    height, width = image.size(2), image.size(3)
    tokens = []
    for y in range(height):
        for x in range(width):
            tokens.append(image[:, :, y, x])
    return t.stack(tokens, 1)
