# kata: gather_tokens
import torch


def gather_tokens(tokens, index):
    return torch.take_along_dim(tokens, index.unsqueeze(-1), dim=1)
