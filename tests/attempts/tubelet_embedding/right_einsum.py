# kata: tubelet_embedding
import math

import torch
from torch import nn


class TubeletEmbedding(nn.Module):
    def __init__(self, in_ch: int = 3, embed_dim: int = 512, tubelet=(2, 16, 16)):
        super().__init__()
        fan_in = in_ch * math.prod(tubelet)
        self.bias = nn.Parameter(torch.zeros(embed_dim))
        self.kernel = nn.Parameter(torch.randn(*tubelet, in_ch, embed_dim) / fan_in**0.5)

    def forward(self, x):
        t, h, w = self.kernel.shape[:3]
        boxes = x.unfold(2, t, t).unfold(3, h, h).unfold(4, w, w)
        out = torch.einsum("bcxyzthw,thwcd->bxyzd", boxes, self.kernel) + self.bias
        return out.reshape(len(x), -1, out.shape[-1])
