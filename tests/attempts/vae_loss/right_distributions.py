# kata: vae_loss
import torch
from torch.distributions import Normal, kl_divergence


def vae_loss(reconstruction, x, mu, logvar, beta=1.0):
    code = Normal(mu, (logvar / 2).exp())
    prior = Normal(torch.zeros_like(mu), torch.ones_like(mu))
    kl = kl_divergence(code, prior).sum(-1).mean()
    axes = tuple(range(1, x.dim()))
    return torch.linalg.vector_norm(reconstruction - x, dim=axes).pow(2).mean() + beta * kl
