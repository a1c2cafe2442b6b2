# kata: unet
import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    """Residual block; `wide` says whether its input has other channels than its output."""

    def __init__(self, before, after, time_dim, groups):
        super().__init__()
        self.wide = before != after
        self.time = nn.Sequential(nn.SiLU(), nn.Linear(time_dim, after))
        self.first = nn.Sequential(
            nn.GroupNorm(groups, before), nn.SiLU(), nn.Conv2d(before, after, 3, 1, 1)
        )
        self.second = nn.Sequential(
            nn.GroupNorm(groups, after), nn.SiLU(), nn.Conv2d(after, after, 3, 1, 1)
        )
        if self.wide:
            self.match = nn.Linear(before, after)

    def forward(self, x, time):
        y = self.second(self.first(x) + self.time(time).unflatten(1, (-1, 1, 1)))
        return y + (self.match(x.movedim(1, -1)).movedim(-1, 1) if self.wide else x)


class Middle(nn.Module):
    def __init__(self, width, time_dim, groups):
        super().__init__()
        self.before = Block(width, width, time_dim, groups)
        self.after = Block(width, width, time_dim, groups)
        self.norm = nn.GroupNorm(groups, width)
        self.attention = nn.MultiheadAttention(width, 4, batch_first=True)

    def forward(self, x, time):
        x = self.before(x, time)
        tokens = self.norm(x).flatten(2).transpose(1, 2)
        read = self.attention(tokens, tokens, tokens, need_weights=False)[0]
        return self.after(x + read.transpose(1, 2).unflatten(2, x.shape[2:]), time)


class Level(nn.Module):
    """A level and everything below it."""

    def __init__(self, before, widths, time_dim, groups):
        super().__init__()
        width, *deeper = widths
        self.enter = Block(before, width, time_dim, groups)
        below = deeper[0] if deeper else width
        self.leave = Block(below + width, width, time_dim, groups)
        self.is_last = not deeper
        if self.is_last:
            self.inner = Middle(width, time_dim, groups)
        else:
            self.shrink = nn.Conv2d(width, width, 3, stride=2, padding=1)
            self.inner = Level(width, deeper, time_dim, groups)
            self.grow = nn.Conv2d(below, below, 3, padding=1)

    def forward(self, x, time):
        skip = self.enter(x, time)
        if self.is_last:
            y = self.inner(skip, time)
        else:
            y = self.inner(self.shrink(skip), time)
            y = self.grow(y.repeat_interleave(2, dim=2).repeat_interleave(2, dim=3))
        return self.leave(torch.cat([y, skip], 1), time)


class UNet(nn.Module):
    def __init__(self, in_ch, base_ch, ch_mults, time_dim, groups=8):
        super().__init__()
        widths = [base_ch * mult for mult in ch_mults]
        self.way_out = nn.Sequential(
            nn.GroupNorm(groups, widths[0]), nn.SiLU(), nn.Conv2d(widths[0], in_ch, 3, padding=1)
        )
        self.level = Level(base_ch, widths, time_dim, groups)
        self.way_in = nn.Conv2d(in_ch, base_ch, 3, padding=1)
        self.time2 = nn.Linear(time_dim, time_dim)
        self.time1 = nn.Linear(time_dim, time_dim)
        exponents = torch.arange(time_dim // 2, dtype=torch.float64) * 2 / time_dim
        self.register_buffer("speeds", 10000.0**-exponents, persistent=False)

    def forward(self, x, t):
        angles = torch.outer(t.to(x.dtype), self.speeds.to(x.dtype))
        waves = torch.hstack([angles.cos(), angles.sin()])
        time = self.time2(F.silu(self.time1(waves)))
        return self.way_out(self.level(self.way_in(x), time))
