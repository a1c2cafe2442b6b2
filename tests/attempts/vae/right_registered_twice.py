# kata: vae
# Every layer has two names.
import torch
from torch import nn
from torch.nn.functional import silu


class Block(nn.Module):
    """One level: what is inside comes between the way down and the way up."""

    def __init__(self, outer, inner, core):
        super().__init__()
        self.down = nn.Conv2d(outer, inner, 4, 2, 1)
        self.core = core
        self.up = nn.ConvTranspose2d(inner, outer, 4, 2, 1)

    def forward(self, x, noise):
        x, mu, logvar = self.core(silu(self.down(x)), noise)
        return self.up(silu(x)), mu, logvar


class Core(nn.Module):
    def __init__(self, channels, size, latent_dim):
        super().__init__()
        self.mu = nn.Conv2d(channels, latent_dim, size)
        self.logvar = nn.Conv2d(channels, latent_dim, size)
        self.back = nn.ConvTranspose2d(latent_dim, channels, size, bias=False)
        self.bias = nn.Parameter(torch.zeros(channels, size, size))

    def forward(self, x, noise):
        mu, logvar = self.mu(x), self.logvar(x)
        noise = torch.empty_like(mu).normal_() if noise is None else noise[:, :, None, None]
        x = self.back(mu + noise * (logvar / 2).exp()) + self.bias
        return x, mu.flatten(1), logvar.flatten(1)


class VAE(nn.Module):
    def __init__(self, in_ch, channels, latent_dim, img_size):
        super().__init__()
        net = Core(channels[-1], img_size // 2 ** len(channels), latent_dim)
        for outer, inner in reversed(list(zip([in_ch, *channels[:-1]], channels, strict=True))):
            net = Block(outer, inner, net)
        self.net = net
        self.every = nn.ModuleList(self.children())

    def forward(self, x, noise=None):
        return self.net(x, noise)
