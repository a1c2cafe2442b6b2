# kata: patch_embedding
# fails: state
import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, img_size=224, in_ch=3, embed_dim=512, patch_size=32, p_dropout=0.1):
        super().__init__()
        n = (img_size // patch_size) ** 2
        self.patch_size = patch_size
        self.conv = nn.Conv2d(in_ch, embed_dim, patch_size, patch_size)
        self.cls = nn.Parameter(torch.randn(1, 1, embed_dim))
        self.n = n
        self.drop = nn.Dropout(p_dropout)

    def forward(self, image):
        x = self.conv(image).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls.expand(x.shape[0], -1, -1), x], dim=1)
        if not hasattr(self, "pos"):
            self.pos = nn.Parameter(
                torch.zeros(1, self.n + 1, x.shape[-1], device=x.device, dtype=x.dtype)
            )
        x = self.drop(x + self.pos)
        return x
