# kata: patch_embedding
import torch
from torch import nn


class PatchEmbedding(nn.Module):
    """Pixels first, channels last inside a patch; weights as a plain matrix."""

    def __init__(self, img_size=224, in_ch=3, embed_dim=512, patch_size=32, p_dropout=0.1):
        super().__init__()
        self.grid = img_size // patch_size
        self.patch_size = patch_size
        self.weight = nn.Parameter(torch.randn(patch_size * patch_size * in_ch, embed_dim))
        self.bias = nn.Parameter(torch.zeros(embed_dim))
        self.cls_token = nn.Parameter(torch.randn(1, embed_dim))
        self.cls_pos = nn.Parameter(torch.randn(1, embed_dim))
        self.patch_pos = nn.Parameter(torch.randn(self.grid**2, embed_dim))
        self.drop = nn.Dropout(p_dropout)

    def forward(self, img):
        b, c = img.shape[:2]
        p, g = self.patch_size, self.grid
        x = img.reshape(b, c, g, p, g, p).permute(0, 2, 4, 3, 5, 1).reshape(b, g * g, p * p * c)
        x = x @ self.weight + self.bias + self.patch_pos
        first = (self.cls_token + self.cls_pos).expand(b, 1, -1)
        return self.drop(torch.cat((first, x), dim=1))
