# kata: vit
# fails: values

import torch
from torch import Tensor, nn


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, ratio: int, p: float) -> None:
        super().__init__()
        self.ln_a = nn.LayerNorm(width)
        self.mha = nn.MultiheadAttention(width, heads, batch_first=True)
        self.ln_b = nn.LayerNorm(width)
        self.ff = nn.Sequential(
            nn.Linear(width, ratio * width),
            nn.GELU(approximate="tanh"),
            nn.Linear(ratio * width, width),
        )
        self.drop = nn.Dropout(p)

    def forward(self, x: Tensor) -> Tensor:
        h = self.ln_a(x)
        x = x + self.drop(self.mha(h, h, h, need_weights=False)[0])
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
        self.patch = nn.Linear(in_ch * patch_size * patch_size, dim)
        self.cls = nn.Parameter(torch.randn(dim) * 0.02)
        self.pos = nn.Embedding(n + 1, dim)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList([Layer(dim, n_heads, mlp_ratio, dropout) for _ in range(depth)])
        self.out_norm = nn.LayerNorm(dim)
        self.classify = nn.Linear(dim, n_classes)

    def forward(self, image: Tensor) -> Tensor:
        b, c, h, w = image.shape
        p = self.p
        # (p1 p2 c) inside a patch
        t = image.reshape(b, c, h // p, p, w // p, p).permute(0, 2, 4, 3, 5, 1)
        t = self.patch(t.reshape(b, (h // p) * (w // p), p * p * c))
        t = torch.cat([self.cls.expand(b, 1, -1), t], dim=1)
        t = self.drop(t + self.pos.weight)
        for layer in self.layers:
            t = layer(t)
        return self.classify(self.out_norm(t[:, 0]))
