"""Variational autoencoder: an image becomes a small Gaussian, and a draw from it an image again.

Source: Kingma and Welling, Auto-Encoding Variational Bayes, 2013 (arXiv:1312.6114).
B batch, C in_ch, H img_size, Z latent_dim, K the last of channels, S the size of its maps
"""

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Encoder(nn.Module):
    """(B, C, H, H) -> (B, Z), (B, Z). Every layer halves height and width."""

    def __init__(self, in_ch: int, channels: Sequence[int], latent_dim: int, img_size: int) -> None:
        super().__init__()
        steps = pairwise([in_ch, *channels])
        self.convs = nn.ModuleList(nn.Conv2d(a, b, 4, stride=2, padding=1) for a, b in steps)
        n_features = channels[-1] * (img_size // 2 ** len(channels)) ** 2
        self.mu_proj = nn.Linear(n_features, latent_dim)
        self.logvar_proj = nn.Linear(n_features, latent_dim)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        for conv in self.convs:
            x = F.silu(conv(x))  # (B, ...), sides halved each time
        x = x.flatten(start_dim=1)  # (B, K * S * S)
        return self.mu_proj(x), self.logvar_proj(x)  # (B, Z), (B, Z)


class Decoder(nn.Module):
    """(B, Z) -> (B, C, H, H). The encoder backwards."""

    def __init__(self, in_ch: int, channels: Sequence[int], latent_dim: int, img_size: int) -> None:
        super().__init__()
        size = img_size // 2 ** len(channels)
        self.shape = (channels[-1], size, size)
        self.in_proj = nn.Linear(latent_dim, channels[-1] * size**2)
        steps = pairwise([*reversed(channels), in_ch])
        self.convs = nn.ModuleList(
            nn.ConvTranspose2d(a, b, 4, stride=2, padding=1) for a, b in steps
        )

    def forward(self, z: Tensor) -> Tensor:
        x = self.in_proj(z).unflatten(1, self.shape)  # (B, K, S, S)
        for conv in self.convs:
            x = conv(F.silu(x))  # (B, ...), sides doubled each time
        return x  # (B, C, H, H)


class VAE(nn.Module):
    """(B, C, H, H) -> (B, C, H, H), (B, Z), (B, Z): reconstruction, mean, log variance.

    `noise` (B, Z) stands in for what is drawn otherwise.
    """

    def __init__(self, in_ch: int, channels: Sequence[int], latent_dim: int, img_size: int) -> None:
        super().__init__()
        if img_size % 2 ** len(channels):
            raise ValueError(
                f"img_size ({img_size}) must be a multiple of {2 ** len(channels)}, "
                f"2 to the number of channels ({len(channels)})"
            )
        self.encoder = Encoder(in_ch, channels, latent_dim, img_size)
        self.decoder = Decoder(in_ch, channels, latent_dim, img_size)

    def forward(self, x: Tensor, noise: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        mu, logvar = self.encoder(x)  # (B, Z) each
        if noise is None:
            noise = torch.randn_like(mu)  # (B, Z)
        # The chance comes from outside, so that mu and logvar still get gradients.
        z = mu + (logvar / 2).exp() * noise  # (B, Z)
        return self.decoder(z), mu, logvar  # (B, C, H, H), (B, Z), (B, Z)
