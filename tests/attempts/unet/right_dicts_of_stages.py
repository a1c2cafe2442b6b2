# kata: unet
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def time_features(t, width):
    half = width // 2
    freqs = torch.exp(
        -math.log(10000) * torch.arange(half, device=t.device, dtype=torch.float32) / half
    )
    args = t[:, None].float() * freqs[None]
    return torch.cat([torch.cos(args), torch.sin(args)], dim=-1)


class Res(nn.Module):
    def __init__(self, cin, cout, emb, groups):
        super().__init__()
        self.norm_in = nn.GroupNorm(groups, cin)
        self.conv_in = nn.Conv2d(cin, cout, 3, padding=1)
        self.emb = nn.Linear(emb, cout)
        self.norm_out = nn.GroupNorm(groups, cout)
        self.conv_out = nn.Conv2d(cout, cout, 3, padding=1)
        self.skip = nn.Identity() if cin == cout else nn.Conv2d(cin, cout, 1)

    def forward(self, x, emb):
        h = self.conv_in(F.silu(self.norm_in(x)))
        h = h + self.emb(F.silu(emb))[:, :, None, None]
        h = self.conv_out(F.silu(self.norm_out(h)))
        return self.skip(x) + h


class Attn(nn.Module):
    def __init__(self, ch, groups, heads=4):
        super().__init__()
        self.norm = nn.GroupNorm(groups, ch)
        self.heads = heads
        self.to_qkv = nn.Linear(ch, ch * 3)
        self.to_out = nn.Linear(ch, ch)

    def forward(self, x):
        b, c, h, w = x.shape
        seq = self.norm(x).view(b, c, h * w).transpose(1, 2)
        q, k, v = self.to_qkv(seq).chunk(3, dim=-1)
        q, k, v = [t.reshape(b, h * w, self.heads, -1).transpose(1, 2) for t in (q, k, v)]
        o = F.scaled_dot_product_attention(q, k, v)
        o = self.to_out(o.transpose(1, 2).reshape(b, h * w, c))
        return x + o.transpose(1, 2).reshape(b, c, h, w)


class UNet(nn.Module):
    def __init__(self, in_ch, base_ch, ch_mults, time_dim, groups=8):
        super().__init__()
        self.time_dim = time_dim
        self.time_mlp = nn.Sequential(
            nn.Linear(time_dim, time_dim), nn.SiLU(), nn.Linear(time_dim, time_dim)
        )
        self.stem = nn.Conv2d(in_ch, base_ch, 3, padding=1)
        self.downs = nn.ModuleList()
        self.ups = nn.ModuleList()
        ch = base_ch
        n = len(ch_mults)
        chans = []
        for i, m in enumerate(ch_mults):
            out = base_ch * m
            block = Res(ch, out, time_dim, groups)
            down = nn.Conv2d(out, out, 3, stride=2, padding=1) if i < n - 1 else None
            self.downs.append(
                nn.ModuleDict({"block": block, **({"down": down} if down is not None else {})})
            )
            chans.append(out)
            ch = out
        self.mid1 = Res(ch, ch, time_dim, groups)
        self.mid_attn = Attn(ch, groups)
        self.mid2 = Res(ch, ch, time_dim, groups)
        for i in reversed(range(n)):
            out = chans[i]
            stage = nn.ModuleDict({"block": Res(ch + out, out, time_dim, groups)})
            if i > 0:
                stage["conv"] = nn.Conv2d(out, out, 3, padding=1)
            self.ups.append(stage)
            ch = out
        self.norm = nn.GroupNorm(groups, ch)
        self.out = nn.Conv2d(ch, in_ch, 3, padding=1)

    def forward(self, x, t):
        emb = self.time_mlp(time_features(t, self.time_dim).to(x.dtype))
        h = self.stem(x)
        skips = []
        for stage in self.downs:
            h = stage["block"](h, emb)
            skips.append(h)
            if "down" in stage:
                h = stage["down"](h)
        h = self.mid2(self.mid_attn(self.mid1(h, emb)), emb)
        for stage in self.ups:
            h = torch.cat([h, skips.pop()], dim=1)
            h = stage["block"](h, emb)
            if "conv" in stage:
                h = F.interpolate(h, scale_factor=2, mode="nearest")
                h = stage["conv"](h)
        return self.out(F.silu(self.norm(h)))
