# kata: token_similarity
# fails: values
import torch.nn.functional as F


def token_similarity(a, b):
    left = F.normalize(a.flatten(2), dim=1)
    right = F.normalize(b.flatten(2), dim=1)
    return left.transpose(1, 2) @ right
