# kata: broadcast_sum
import torch


def broadcast_sum(batch, position, token):
    samples = torch.ones_like(token)
    features = torch.ones_like(batch)
    return samples @ batch + torch.ones_like(token[:, :1]) * position + token @ features
