# kata: patch_embedding
import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, img_size=224, in_ch=3, embed_dim=512, patch_size=32, p_dropout=0.1):
        super().__init__()
        self.patch_size = patch_size
        n = (img_size // patch_size) ** 2
        self.positions = nn.Parameter(torch.randn(embed_dim, n + 1))
        self.kernel = nn.Parameter(torch.randn(patch_size, patch_size, in_ch, embed_dim))
        self.offset = nn.Parameter(torch.zeros(embed_dim, 1))
        self.start = nn.Parameter(torch.zeros(embed_dim, 1))
        self.drop = nn.Dropout(p_dropout) if p_dropout > 0 else nn.Identity()

    def forward(self, x):
        p = self.patch_size
        x = x.unfold(2, p, p).unfold(3, p, p)
        x = torch.einsum("bchwij,ijcd->bdhw", x, self.kernel).flatten(2) + self.offset
        x = torch.cat([self.start.expand(len(x), -1, -1), x], dim=2) + self.positions
        return self.drop(x.transpose(1, 2))
