# kata: gather_tokens
# fails: gradients
import torch


def gather_tokens(tokens, index):
    sample = torch.arange(len(tokens), device=tokens.device)[:, None]
    return torch.as_tensor(tokens.detach())[sample, index]
