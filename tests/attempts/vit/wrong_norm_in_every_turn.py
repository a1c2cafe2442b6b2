# kata: vit
# fails: values

import torch
import torch.nn as nn


class MHSA(nn.Module):
    def __init__(self, dim, n_heads):
        super().__init__()
        self.h = n_heads
        self.wq = nn.Linear(dim, dim)
        self.wk = nn.Linear(dim, dim)
        self.wv = nn.Linear(dim, dim)
        self.wo = nn.Linear(dim, dim)

    def forward(self, x):
        b, n, c = x.shape

        def split(t):
            return t.reshape(b, n, self.h, c // self.h).transpose(1, 2)

        q, k, v = split(self.wq(x)), split(self.wk(x)), split(self.wv(x))
        w = (q @ k.transpose(-1, -2)) * (c // self.h) ** -0.5
        w = w.softmax(-1)
        o = (w @ v).transpose(1, 2).reshape(b, n, c)
        return self.wo(o)


class Block(nn.Module):
    def __init__(self, dim, n_heads, mlp_ratio, dropout):
        super().__init__()
        self.n1 = nn.LayerNorm(dim)
        self.attn = MHSA(dim, n_heads)
        self.n2 = nn.LayerNorm(dim)
        self.mlp = nn.Sequential(
            nn.Linear(dim, dim * mlp_ratio), nn.GELU(), nn.Linear(dim * mlp_ratio, dim)
        )
        self.drop = nn.Dropout(dropout)

    def forward(self, x):
        x = x + self.drop(self.attn(self.n1(x)))
        x = x + self.drop(self.mlp(self.n2(x)))
        return x


class ViT(nn.Module):
    def __init__(
        self, img_size, patch_size, in_ch, n_classes, dim, depth, n_heads, mlp_ratio=4, dropout=0.0
    ):
        super().__init__()
        self.p = patch_size
        n = (img_size // patch_size) ** 2
        self.embed = nn.Linear(in_ch * patch_size * patch_size, dim)
        self.cls = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos = nn.Parameter(torch.zeros(1, n + 1, dim))
        self.drop = nn.Dropout(dropout)
        self.blocks = nn.ModuleList([Block(dim, n_heads, mlp_ratio, dropout) for _ in range(depth)])
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, n_classes)

    def forward(self, image):
        b, c, h, w = image.shape
        p = self.p
        x = image.reshape(b, c, h // p, p, w // p, p)
        x = x.permute(0, 2, 4, 3, 5, 1).reshape(b, (h // p) * (w // p), p * p * c)
        x = self.embed(x)
        x = torch.cat((self.cls.repeat(b, 1, 1), x), dim=1)
        x = self.drop(x + self.pos)
        for blk in self.blocks:
            x = blk(x)
            x = self.norm(x)
        return self.head(x[:, 0])
