# kata: broadcast_sum
# fails: device and dtype
import torch


def broadcast_sum(batch, position, token):
    B, L, D = len(batch), position.shape[1], batch.shape[2]
    out = torch.zeros(B, L, D, device=batch.device)
    return out.copy_(batch + position + token)
