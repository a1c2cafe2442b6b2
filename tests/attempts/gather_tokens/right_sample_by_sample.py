# kata: gather_tokens
import torch


def gather_tokens(tokens, index):
    return torch.stack([row[chosen] for row, chosen in zip(tokens, index, strict=True)])
