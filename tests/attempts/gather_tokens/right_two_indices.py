# kata: gather_tokens
import torch


def gather_tokens(tokens, index):
    sample = torch.arange(tokens.shape[0], device=tokens.device)[:, None]
    return tokens[sample, index]
