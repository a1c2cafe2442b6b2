# kata: unet_resblock
import torch
from torch import nn


class Norm(nn.Module):
    def __init__(self, groups, channels):
        super().__init__()
        self.groups = groups
        self.gain = nn.Parameter(torch.ones(1, channels, 1, 1))
        self.offset = nn.Parameter(torch.zeros(1, channels, 1, 1))

    def forward(self, x):
        g = x.reshape(x.shape[0], self.groups, -1)
        centred = g - g.mean(-1, keepdim=True)
        g = centred / (centred.square().mean(-1, keepdim=True) + 1e-5).sqrt()
        return g.reshape(x.shape) * self.gain + self.offset


class Conv(nn.Module):
    """3x3 by nine shifted matrix products."""

    def __init__(self, a, b):
        super().__init__()
        self.taps = nn.Parameter(torch.randn(9, a, b) * 0.1)
        self.bias = nn.Parameter(torch.zeros(b))

    def forward(self, x):
        h, w = x.shape[2:]
        padded = nn.functional.pad(x, (1, 1, 1, 1))
        out = self.bias[:, None, None]
        for i in range(3):
            for j in range(3):
                window = padded[:, :, i : i + h, j : j + w]
                out = out + torch.einsum("nahw,ab->nbhw", window, self.taps[3 * i + j])
        return out


class ResBlock(nn.Module):
    def __init__(self, in_ch, out_ch, time_dim, groups=8):
        super().__init__()
        self.n1, self.n2 = Norm(groups, in_ch), Norm(groups, out_ch)
        self.c1, self.c2 = Conv(in_ch, out_ch), Conv(out_ch, out_ch)
        self.t_weight = nn.Parameter(torch.randn(time_dim, out_ch))
        self.t_bias = nn.Parameter(torch.zeros(out_ch))
        self.shortcut = nn.Linear(in_ch, out_ch) if in_ch != out_ch else None

    def forward(self, x, t_emb):
        swish = lambda z: z * torch.sigmoid(z)  # noqa: E731
        h = self.c1(swish(self.n1(x)))
        t = swish(t_emb) @ self.t_weight + self.t_bias
        h = self.c2(swish(self.n2(h + t[..., None, None])))
        if self.shortcut is not None:
            x = self.shortcut(x.movedim(1, -1)).movedim(-1, 1)
        return x + h
