# kata: vae
# fails: values
from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Encoder(nn.Module):
    def __init__(self, in_ch: int, channels: Sequence[int], latent_dim: int, img_size: int) -> None:
        super().__init__()
        steps = pairwise([in_ch, *channels])
        self.convs = nn.ModuleList((nn.Conv2d(a, b, 4, stride=2, padding=1) for a, b in steps))
        n_features = channels[-1] * (img_size // 2 ** len(channels)) ** 2
        self.mu_proj = nn.Linear(n_features, latent_dim)
        self.logvar_proj = nn.Linear(n_features, latent_dim)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        for conv in self.convs:
            x = F.silu(conv(x))
        x = x.flatten(start_dim=1)
        return (self.mu_proj(x), self.logvar_proj(x))


class Decoder(nn.Module):
    def __init__(self, in_ch: int, channels: Sequence[int], latent_dim: int, img_size: int) -> None:
        super().__init__()
        size = img_size // 2 ** len(channels)
        self.shape = (channels[-1], size, size)
        self.in_proj = nn.Linear(latent_dim, channels[-1] * size**2)
        steps = pairwise([*reversed(channels), in_ch])
        self.convs = nn.ModuleList(
            (nn.ConvTranspose2d(a, b, 4, stride=2, padding=1) for a, b in steps)
        )

    def forward(self, z: Tensor) -> Tensor:
        x = self.in_proj(z).unflatten(1, self.shape)
        for conv in self.convs:
            x = conv(F.silu(x))
        return x


class VAE(nn.Module):
    def __init__(self, in_ch: int, channels: Sequence[int], latent_dim: int, img_size: int) -> None:
        super().__init__()
        if img_size % 2 ** len(channels):
            raise ValueError(f"img_size ({img_size}) must be a multiple of {2 ** len(channels)}")
        self.encoder = Encoder(in_ch, channels, latent_dim, img_size)
        self.decoder = Decoder(in_ch, channels, latent_dim, img_size)

    def forward(self, x: Tensor, noise: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        mu, logvar = self.encoder(x)
        if noise is None:
            noise = torch.randn_like(mu)
        z = mu + (logvar.clamp(-30, 20) / 2).exp() * noise
        return (self.decoder(z), mu, logvar)
