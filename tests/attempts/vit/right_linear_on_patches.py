# kata: vit
import torch
from torch import nn
from torch.nn import functional as F


class PreNorm(nn.Module):
    def __init__(self, dim, inner, rate):
        super().__init__()
        self.inner, self.norm, self.rate = inner, nn.LayerNorm(dim), rate

    def forward(self, x):
        return F.dropout(self.inner(self.norm(x)), p=self.rate, training=self.training) + x


class Attention(nn.Module):
    def __init__(self, dim, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.w_o = nn.Linear(dim, dim)
        self.w_v = nn.Linear(dim, dim)
        self.w_kq = nn.Linear(dim, 2 * dim)

    def forward(self, x):
        def split(t):
            return t.reshape(*x.shape[:2], self.n_heads, -1).swapaxes(1, 2)

        k, q = self.w_kq(x).tensor_split(2, dim=-1)
        y = F.scaled_dot_product_attention(split(q), split(k), split(self.w_v(x)))
        return self.w_o(y.swapaxes(1, 2).reshape(x.shape))


class ViT(nn.Module):
    def __init__(
        self, img_size, patch_size, in_ch, n_classes, dim, depth, n_heads, mlp_ratio=4, dropout=0.0
    ):
        super().__init__()
        self.patch = patch_size
        side = img_size // patch_size
        self.project = nn.Linear(patch_size * patch_size * in_ch, dim)
        self.extra = nn.Embedding(1, dim)
        self.places = nn.Embedding(side * side + 1, dim)
        self.rate = dropout
        stack = []
        for _ in range(depth):
            stack.append(PreNorm(dim, Attention(dim, n_heads), dropout))
            wide = int(dim * mlp_ratio)
            mlp = nn.Sequential(nn.Linear(dim, wide), nn.GELU(), nn.Linear(wide, dim))
            stack.append(PreNorm(dim, mlp, dropout))
        self.stack = nn.Sequential(*stack, nn.LayerNorm(dim))
        self.out = nn.Linear(dim, n_classes)

    def forward(self, image):
        p = self.patch
        patches = image.unfold(2, p, p).unfold(3, p, p)  # (b, c, rows, columns, p, p)
        patches = patches.permute(0, 2, 3, 4, 5, 1).flatten(3).flatten(1, 2)
        x = self.project(patches)
        x = torch.cat([self.extra.weight[None].expand(x.shape[0], 1, -1), x], dim=1)
        x = F.dropout(x + self.places.weight, self.rate, self.training)
        return self.out(self.stack(x).select(1, 0))
