# kata: broadcast_sum
# fails: device and dtype
import torch


def broadcast_sum(batch, position, token):
    out = torch.zeros(len(batch), position.shape[1], batch.shape[2], dtype=batch.dtype)
    for part in (batch, position, token):
        out = out + part
    return out
