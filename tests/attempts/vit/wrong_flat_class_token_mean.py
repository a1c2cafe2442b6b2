# kata: vit
# fails: values

import torch
from torch import Tensor, nn


class SelfAttention(nn.Module):
    def __init__(self, dim: int, n_heads: int) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        b, n, d = x.shape
        q, k, v = (
            self.qkv(x).reshape(b, n, 3, self.n_heads, d // self.n_heads).permute(2, 0, 3, 1, 4)
        )
        w = (q @ k.transpose(-2, -1) / (d // self.n_heads) ** 0.5).softmax(-1)
        return self.proj((w @ v).transpose(1, 2).reshape(b, n, d))


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, ratio: int, p: float) -> None:
        super().__init__()
        self.ln_a = nn.LayerNorm(width)
        self.mha = SelfAttention(width, heads)
        self.ln_b = nn.LayerNorm(width)
        self.ff = nn.Sequential(
            nn.Linear(width, ratio * width), nn.GELU(), nn.Linear(ratio * width, width)
        )
        self.drop = nn.Dropout(p)

    def forward(self, x: Tensor) -> Tensor:
        h = self.ln_a(x)
        x = x + self.drop(self.mha(h))
        return x + self.drop(self.ff(self.ln_b(x)))


class ViT(nn.Module):
    def __init__(
        self,
        img_size: int,
        patch_size: int,
        in_ch: int,
        n_classes: int,
        dim: int,
        depth: int,
        n_heads: int,
        mlp_ratio: int = 4,
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        self.p = patch_size
        n = (img_size // patch_size) ** 2
        self.patch = nn.Conv2d(in_ch, dim, patch_size, patch_size)
        self.cls = nn.Parameter(torch.randn(dim) * 0.02)
        self.pos = nn.Embedding(n + 1, dim)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList([Layer(dim, n_heads, mlp_ratio, dropout) for _ in range(depth)])
        self.out_norm = nn.LayerNorm(dim)
        self.classify = nn.Linear(dim, n_classes)

    def forward(self, image: Tensor) -> Tensor:
        b, c, h, w = image.shape
        t = self.patch(image).flatten(2).transpose(1, 2)
        t = torch.cat([self.cls.expand(b, 1, -1), t], dim=1)
        t = self.drop(t + self.pos.weight)
        for layer in self.layers:
            t = layer(t)
        return self.classify(self.out_norm(t).mean(1))
