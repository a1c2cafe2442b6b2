# kata: masked_mean
# fails: values
import torch


def masked_mean(tokens, mask):
    position = torch.arange(mask.shape[1], device=mask.device)
    m = (position < mask.sum(1, keepdim=True)).unsqueeze(-1).to(tokens.dtype)
    return (tokens * m).sum(1) / m.sum(1)
