# kata: unet
# fails: values
import math

import torch
import torch.nn.functional as F
from torch import nn


def sinusoid(t, dim):
    half = dim // 2
    steps = torch.arange(half, dtype=t.dtype, device=t.device)
    freqs = torch.exp(-math.log(10000) * steps / half)
    args = t[:, None] * freqs[None]
    return torch.cat((torch.cos(args), torch.sin(args)), dim=1)


class Res(nn.Module):
    def __init__(self, a, b, time_dim, groups):
        super().__init__()
        self.n1 = nn.GroupNorm(groups, a)
        self.c1 = nn.Conv2d(a, b, 3, padding=1)
        self.emb = nn.Linear(time_dim, b)
        self.n2 = nn.GroupNorm(groups, b)
        self.c2 = nn.Conv2d(b, b, 3, padding=1)
        self.skip = nn.Conv2d(a, b, 1) if a != b else nn.Identity()

    def forward(self, x, emb):
        h = self.c1(F.silu(self.n1(x)))
        h = h + self.emb(F.silu(emb))[..., None, None]
        h = self.c2(F.silu(self.n2(h)))
        return self.skip(x) + h


class Attention(nn.Module):
    def __init__(self, c, groups, heads=4):
        super().__init__()
        self.heads = heads
        self.norm = nn.GroupNorm(groups, c)
        self.qkv = nn.Conv2d(c, 3 * c, 1)
        self.proj = nn.Conv2d(c, c, 1)

    def forward(self, x):
        b, c, h, w = x.shape
        q, k, v = self.qkv(self.norm(x)).view(b, 3, self.heads, c // self.heads, h * w).unbind(1)
        att = torch.exp(q.mT @ k / math.sqrt(c // self.heads))
        att = att / att.sum(dim=-1, keepdim=True)
        return x + self.proj((v @ att.mT).reshape(b, c, h, w))


class UNet(nn.Module):
    def __init__(self, in_ch, base_ch, ch_mults, time_dim, groups=8):
        super().__init__()
        self.time_dim = time_dim
        chs = [base_ch * m for m in ch_mults]
        self.mlp = nn.Sequential(
            nn.Linear(time_dim, time_dim), nn.SiLU(), nn.Linear(time_dim, time_dim)
        )
        self.stem = nn.Conv2d(in_ch, base_ch, 3, padding=1)
        self.down, self.pool = nn.ModuleList(), nn.ModuleList()
        ch = base_ch
        for i, c in enumerate(chs):
            self.down.append(Res(ch, c, time_dim, groups))
            ch = c
            if i < len(chs) - 1:
                self.pool.append(nn.Conv2d(c, c, 3, 2, 1))
        self.mid1 = Res(ch, ch, time_dim, groups)
        self.attn = Attention(ch, groups)
        self.mid2 = Res(ch, ch, time_dim, groups)
        self.up, self.grow = nn.ModuleList(), nn.ModuleList()
        for i, c in reversed(list(enumerate(chs))):
            self.up.append(Res(ch + c, c, time_dim, groups))
            ch = c
            if i > 0:
                self.grow.append(nn.Conv2d(c, c, 3, padding=1))
        self.norm = nn.GroupNorm(groups, ch)
        self.head = nn.Conv2d(ch, in_ch, 3, padding=1)

    def forward(self, x, t):
        emb = self.mlp(sinusoid(t.to(x), self.time_dim))
        h = self.stem(x)
        kept = []
        for i, block in enumerate(self.down):
            h = block(h, emb)
            kept.append(h)
            if i < len(self.pool):
                h = self.pool[i](h)
        h = self.mid2(self.attn(self.mid1(h, emb)), emb)
        for i, block in enumerate(self.up):
            h = torch.cat((h, kept.pop()), dim=1)
            h = block(h, emb)
            if i < len(self.grow):
                h = self.grow[i](F.interpolate(h, scale_factor=2, mode="nearest"))
        return self.head(F.silu(self.norm(h)))
