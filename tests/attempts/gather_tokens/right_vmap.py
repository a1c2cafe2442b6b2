# kata: gather_tokens
import torch


def gather_tokens(tokens, index):
    return torch.vmap(lambda row, chosen: row[chosen])(tokens, index)
