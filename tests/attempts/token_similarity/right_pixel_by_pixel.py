# kata: token_similarity
import torch


def token_similarity(a, b):
    _, _, H, W = a.shape
    rows = []
    for y in range(H):
        for x in range(W):
            pixel = a[:, :, y, x, None, None]
            rows.append((pixel * b).sum(1).flatten(1))
    return torch.stack(rows, dim=1)
