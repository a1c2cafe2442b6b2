# kata: vae
# fails: gradients
from itertools import pairwise

import torch
import torch.nn as nn


class VAE(nn.Module):
    def __init__(self, in_ch, channels, latent_dim, img_size):
        super().__init__()
        chs = [in_ch, *list(channels)]
        enc = []
        for a, b in pairwise(chs):
            enc += [nn.Conv2d(a, b, 4, 2, 1), nn.SiLU()]
        self.encoder = nn.Sequential(*enc, nn.Flatten())
        self.side = img_size >> len(channels)
        self.last = channels[-1]
        flat = self.last * self.side**2
        self.to_stats = nn.Linear(flat, 2 * latent_dim)
        self.from_z = nn.Linear(latent_dim, flat)
        dec = []
        rev = chs[::-1]
        for a, b in pairwise(rev):
            dec += [nn.SiLU(), nn.ConvTranspose2d(a, b, 4, 2, 1)]
        self.decoder = nn.Sequential(*dec)

    def reparameterize(self, mu, logvar, noise=None):
        std = torch.exp(0.5 * logvar)
        if noise is None:
            noise = torch.randn_like(std)
        return mu + std * noise

    def decode(self, z):
        h = self.from_z(z)
        h = h.view(-1, self.last, self.side, self.side)
        return self.decoder(h)

    def forward(self, x, noise=None):
        mu, logvar = self.to_stats(self.encoder(x)).chunk(2, dim=1)
        z = self.reparameterize(mu, logvar, noise)
        return self.decode(z), mu.detach(), logvar
