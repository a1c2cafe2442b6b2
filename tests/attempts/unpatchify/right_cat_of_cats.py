# kata: unpatchify
import torch


def unpatchify(tokens, patch_size, height, width):
    squares = tokens.unflatten(-1, (patch_size, patch_size, -1)).movedim(-1, 2)
    bands = squares.split(width // patch_size, dim=1)
    return torch.cat([torch.cat(band.unbind(1), dim=-1) for band in bands], dim=-2)
