# kata: vit
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, dim, n_heads, mlp_ratio, dropout):
        super().__init__()
        self.mha = nn.MultiheadAttention(dim, n_heads, batch_first=True)
        self.norms = nn.ModuleList([nn.LayerNorm(dim), nn.LayerNorm(dim)])
        self.ff = nn.Sequential(
            nn.Linear(dim, dim * mlp_ratio),
            nn.GELU(),
            nn.Linear(dim * mlp_ratio, dim),
            nn.Dropout(dropout),
        )
        self.drop = nn.Dropout(dropout)

    def forward(self, x):
        y = self.norms[0](x)
        y, _ = self.mha(y, y, y)
        x = x + self.drop(y)
        return x + self.ff(self.norms[1](x))


class ViT(nn.Module):
    def __init__(
        self, img_size, patch_size, in_ch, n_classes, dim, depth, n_heads, mlp_ratio=4, dropout=0.0
    ):
        super().__init__()
        self.head = nn.Sequential(nn.LayerNorm(dim), nn.Linear(dim, n_classes))
        self.encoder = nn.Sequential(
            *(Block(dim, n_heads, mlp_ratio, dropout) for _ in range(depth))
        )
        self.to_tokens = nn.Sequential(
            nn.Conv2d(in_ch, dim, patch_size, stride=patch_size), nn.Flatten(2)
        )
        self.patch_positions = nn.Parameter(torch.randn((img_size // patch_size) ** 2, dim))
        self.class_position = nn.Parameter(torch.randn(dim))
        self.class_token = nn.Parameter(torch.randn(dim))
        self.dropout = nn.Dropout(dropout)

    def forward(self, image):
        patches = self.to_tokens(image).transpose(1, 2) + self.patch_positions
        first = (self.class_token + self.class_position).repeat(image.size(0), 1, 1)
        x = self.encoder(self.dropout(torch.hstack((first, patches))))
        return self.head(x[:, 0, :])
