# kata: vae
# fails: shapes
import torch
from torch import nn


class VAE(nn.Module):
    def __init__(self, in_ch, channels, latent_dim, img_size):
        super().__init__()
        size, ch = img_size, in_ch
        down, up = [], []
        for width in channels:
            down += [nn.Conv2d(ch, width, kernel_size=4, stride=2, padding=1), nn.SiLU()]
            up = [nn.SiLU(), nn.ConvTranspose2d(width, ch, 4, 2, 1), *up]
            size, ch = size // 2, width
        self.down = nn.Sequential(*down, nn.Flatten())
        self.stats = nn.Linear(ch * size * size, 2 * latent_dim)
        self.start = nn.Linear(latent_dim, ch * size * size)
        self.up = nn.Sequential(nn.Unflatten(1, (ch, size, size)), *up)

    def forward(self, x, noise=None):
        mu, logvar = self.stats(self.down(x)).chunk(2, 1)
        if noise is None:
            noise = (torch.rand_like(mu) - 0.5) * 12**0.5
        z = mu + torch.exp(0.5 * logvar) * noise
        return self.up(self.start(z)), mu, logvar
