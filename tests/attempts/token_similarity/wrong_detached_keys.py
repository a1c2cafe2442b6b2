# kata: token_similarity
# fails: gradients
import torch


def token_similarity(a, b):
    with torch.no_grad():
        keys = b.flatten(2).clone()
    return a.flatten(2).transpose(1, 2) @ keys
