# kata: token_similarity
# fails: shapes
import torch


def token_similarity(a, b):
    table = torch.einsum("ncij,mckl->nmijkl", a, b)
    return table.flatten(2, 3).flatten(3)
