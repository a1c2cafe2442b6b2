# kata: unet
# Every layer has two names.
import torch
import torch.nn.functional as F
from torch import nn


def norm_act_conv(x, norm, conv):
    return conv(F.silu(norm(x)))


class ResBlock(nn.Module):
    def __init__(self, cin, cout, tdim, g):
        super().__init__()
        self.conv_b = nn.Conv2d(cout, cout, 3, padding="same")
        self.conv_a = nn.Conv2d(cin, cout, 3, padding="same")
        self.norm_b = nn.GroupNorm(g, cout)
        self.norm_a = nn.GroupNorm(g, cin)
        self.t_weight = nn.Parameter(torch.randn(tdim, cout) * tdim**-0.5)
        self.t_bias = nn.Parameter(torch.zeros(cout))
        self.shortcut = None if cin == cout else nn.Conv2d(cin, cout, 1)

    def forward(self, x, t):
        h = norm_act_conv(x, self.norm_a, self.conv_a)
        h = h + (t @ self.t_weight + self.t_bias)[:, :, None, None]
        h = norm_act_conv(h, self.norm_b, self.conv_b)
        return h + x if self.shortcut is None else h + self.shortcut(x)


class Attn(nn.Module):
    def __init__(self, c, g):
        super().__init__()
        self.norm = nn.GroupNorm(g, c)
        self.k, self.q, self.v, self.o = (nn.Linear(c, c) for _ in range(4))

    def forward(self, x):
        b, c, h, w = x.shape
        y = self.norm(x).permute(0, 2, 3, 1).reshape(b, h * w, c)
        q, k, v = (f(y).view(b, -1, 4, c // 4).transpose(1, 2) for f in (self.q, self.k, self.v))
        y = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(b, h * w, c)
        return x + self.o(y).transpose(1, 2).view(b, c, h, w)


class UNet(nn.Module):
    def __init__(self, in_ch, base_ch, ch_mults, time_dim, groups=8):
        super().__init__()
        self.n = len(ch_mults)
        width = {-1: base_ch, **{i: base_ch * m for i, m in enumerate(ch_mults)}}
        width[self.n] = width[self.n - 1]
        self.blocks = nn.ModuleDict()
        for i in range(self.n):
            self.blocks[f"up{i}"] = ResBlock(width[i + 1] + width[i], width[i], time_dim, groups)
            self.blocks[f"down{i}"] = ResBlock(width[i - 1], width[i], time_dim, groups)
        for name in ("middle_a", "middle_b"):
            self.blocks[name] = ResBlock(width[self.n], width[self.n], time_dim, groups)
        self.attn = Attn(width[self.n], groups)
        self.resize = nn.ModuleDict()
        for i in range(1, self.n):
            self.resize[f"down{i}"] = nn.Conv2d(width[i - 1], width[i - 1], 3, 2, 1)
            self.resize[f"up{i}"] = nn.Conv2d(width[i], width[i], 3, 1, 1)
        self.first = nn.Conv2d(in_ch, base_ch, 3, 1, 1)
        self.last_norm = nn.GroupNorm(groups, width[0])
        self.last = nn.Conv2d(width[0], in_ch, 3, 1, 1)
        self.t1, self.t2 = nn.Linear(time_dim, time_dim), nn.Linear(time_dim, time_dim)
        self.every = nn.ModuleList(self.children())

    def embed(self, t):
        half = self.t1.in_features // 2
        angle = t[:, None] / 10000 ** (torch.arange(half).to(t) / half)
        return self.t2(F.silu(self.t1(torch.cat([angle.cos(), angle.sin()], -1))))

    def forward(self, x, t):
        t = F.silu(self.embed(t.to(x.dtype)))
        x = self.first(x)
        skips = {}
        for i in range(self.n):
            x = self.resize[f"down{i}"](x) if i else x
            x = skips[i] = self.blocks[f"down{i}"](x, t)
        x = self.blocks["middle_a"](x, t)
        x = self.blocks["middle_b"](self.attn(x), t)
        for i in range(self.n - 1, -1, -1):
            x = self.blocks[f"up{i}"](torch.cat([x, skips[i]], dim=1), t)
            if i:
                x = self.resize[f"up{i}"](F.interpolate(x, scale_factor=2))
        return norm_act_conv(x, self.last_norm, self.last)
