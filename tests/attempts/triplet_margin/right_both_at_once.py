# kata: triplet_margin
import torch


def triplet_margin(anchor, positive, negative, margin=1.0):
    others = torch.stack([positive, negative])
    near, far = (anchor - others).pow(2).sum(-1).pow(0.5).unbind()
    gap = near - far + margin
    return torch.where(gap > 0, gap, 0.0).sum() / gap.shape[0]
