# kata: patch_embedding
import torch
import torch.nn.functional as F
from torch import nn


class PatchEmbedding(nn.Module):
    """One linear layer for each pixel of a patch."""

    def __init__(self, img_size=224, in_ch=3, embed_dim=512, patch_size=32, p_dropout=0.1):
        super().__init__()
        self.p = patch_size
        self.maps = nn.ModuleList(
            nn.Conv2d(in_ch, embed_dim, 1, bias=i == 0) for i in range(patch_size**2)
        )
        n = (img_size // patch_size) ** 2
        self.pos = nn.Parameter(torch.randn(n + 1, 1, embed_dim))
        self.cls = nn.Parameter(torch.randn(embed_dim))
        self.drop = p_dropout

    def forward(self, image):
        p, total = self.p, 0
        for n, m in enumerate(self.maps):
            total = total + m(image[:, :, n // p :: p, n % p :: p])
        x = total.flatten(2).permute(2, 0, 1)
        x = torch.cat([self.cls[None, None].expand(1, x.size(1), -1), x]) + self.pos
        return F.dropout(x, self.drop, self.training).transpose(0, 1)
