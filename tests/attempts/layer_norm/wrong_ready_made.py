# kata: layer_norm
# fails: static
import torch.nn as nn
import torch.nn.functional as F


class LayerNorm(nn.Module):
    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.norm = nn.GroupNorm(1, dim, eps=eps)

    def forward(self, x):
        normed = F.group_norm(x.flatten(0, 1), 1, self.norm.weight, self.norm.bias, self.norm.eps)
        return normed.view_as(x)
