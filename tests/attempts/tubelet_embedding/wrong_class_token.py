# kata: tubelet_embedding
# fails: shapes
import torch
from torch import nn


class TubeletEmbedding(nn.Module):
    def __init__(self, in_ch=3, embed_dim=512, tubelet=(2, 16, 16)):
        super().__init__()
        self.cls = nn.Parameter(torch.zeros(1, 1, embed_dim))
        self.conv = nn.Conv3d(in_ch, embed_dim, tubelet, tubelet)

    def forward(self, x):
        x = self.conv(x)
        x = x.flatten(2).transpose(1, 2)
        return torch.cat([self.cls.expand(len(x), -1, -1), x], dim=1)
