# kata: patch_embedding
# fails: values
import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, img_size=224, in_ch=3, embed_dim=512, patch_size=32, p_dropout=0.1):
        super().__init__()
        n = (img_size // patch_size) ** 2
        self.patch_size = patch_size
        self.conv = nn.Conv2d(
            in_ch, embed_dim, patch_size, patch_size, groups=1 if embed_dim % in_ch else in_ch
        )
        self.cls = nn.Parameter(torch.randn(1, 1, embed_dim))
        self.pos = nn.Parameter(torch.randn(1, n + 1, embed_dim))
        self.drop = nn.Dropout(p_dropout)

    def forward(self, image):
        x = self.conv(image).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls.expand(x.shape[0], -1, -1), x], dim=1)
        x = self.drop(x + self.pos)
        return x
