# kata: triplet_margin
# fails: values
import torch.nn.functional as F


def triplet_margin(anchor, positive, negative, margin=1.0):
    near = F.pairwise_distance(anchor, positive)
    far = F.pairwise_distance(anchor, negative)
    return (near - far + margin).clamp(min=0).mean()
