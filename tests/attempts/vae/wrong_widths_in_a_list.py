# kata: vae
# fails: state
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import nn
from torch.distributions import Normal


class Half(nn.Module):
    def __init__(self, a, b):
        super().__init__()
        self.w = nn.Parameter(torch.randn(b, a, 4, 4) / (16 * a) ** 0.5)
        self.b = nn.Parameter(torch.zeros(b))

    def forward(self, x):
        return F.silu(F.conv2d(x, self.w, self.b, stride=2, padding=1))


class Double(nn.Module):
    def __init__(self, a, b):
        super().__init__()
        self.w = nn.Parameter(torch.randn(b, a, 4, 4) / (16 * a) ** 0.5)
        self.b = nn.Parameter(torch.zeros(b))

    def forward(self, x):
        return F.conv_transpose2d(F.silu(x), self.w.transpose(0, 1), self.b, 2, 1)


class VAE(nn.Module):
    def __init__(self, in_ch, channels, latent_dim, img_size):
        super().__init__()
        self.size = img_size >> len(channels)
        self.last = channels[-1]
        total = self.last * self.size**2
        pairs = list(pairwise([in_ch, *channels]))
        self.expand = nn.Linear(latent_dim, total)
        self.to_logvar = nn.Linear(total, latent_dim)
        self.to_mu = nn.Linear(total, latent_dim)
        self.doubles = nn.ModuleList([Double(b, a) for a, b in pairs[::-1]])
        self.halves = [Half(a, b) for a, b in pairs]

    def encode(self, x):
        for half in self.halves:
            x = half(x)
        x = x.permute(0, 2, 3, 1).reshape(x.shape[0], -1)
        return self.to_mu(x), self.to_logvar(x)

    def decode(self, z):
        x = self.expand(z).reshape(-1, self.size, self.size, self.last).permute(0, 3, 1, 2)
        for double in self.doubles:
            x = double(x)
        return x

    def forward(self, x, noise=None):
        mu, logvar = self.encode(x)
        std = logvar.mul(0.5).exp()
        z = Normal(mu, std).rsample() if noise is None else torch.addcmul(mu, std, noise)
        return self.decode(z), mu, logvar
