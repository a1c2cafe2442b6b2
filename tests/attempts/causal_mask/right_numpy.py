# kata: causal_mask
import numpy as np
import torch


def causal_mask(length, device=None):
    mask = torch.from_numpy(np.tri(length, dtype=bool))
    return mask if device is None else mask.to(device)
