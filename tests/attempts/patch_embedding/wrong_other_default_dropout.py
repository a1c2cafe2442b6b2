# kata: patch_embedding
# fails: builds
import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, img_size=224, in_ch=3, embed_dim=512, patch_size=32, p_dropout=0.0):
        super().__init__()
        n = (img_size // patch_size) ** 2
        self.conv = nn.Conv2d(in_ch, embed_dim, patch_size, stride=patch_size)
        self.cls = nn.Parameter(torch.zeros(1, 1, embed_dim))
        self.pos = nn.Parameter(torch.zeros(1, n + 1, embed_dim))
        self.drop = nn.Dropout(p_dropout)

    def forward(self, x):
        tokens = self.conv(x).flatten(2).transpose(1, 2)
        cls = self.cls.expand(x.shape[0], -1, -1)
        return self.drop(torch.cat([cls, tokens], dim=1) + self.pos)
