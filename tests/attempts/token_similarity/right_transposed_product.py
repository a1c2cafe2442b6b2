# kata: token_similarity
import torch as t


def token_similarity(a, b):
    return t.matmul(b.flatten(2).transpose(1, 2), a.flatten(2)).transpose(-1, -2)
