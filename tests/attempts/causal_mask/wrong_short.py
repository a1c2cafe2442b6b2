# kata: causal_mask
# fails: values
import torch

TABLE = torch.ones(64, 64, dtype=torch.bool).tril()


def causal_mask(length, device=None):
    mask = TABLE.to(device) if device is not None else TABLE
    if length > 64:
        return torch.ones(length, length, dtype=torch.bool, device=device)
    return mask[:length, :length]
