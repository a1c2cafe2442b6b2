"""The loss of a VAE: how far the image is off, and how far the code is from noise.

Source: Kingma and Welling, Auto-Encoding Variational Bayes, 2013 (arXiv:1312.6114), appendix B,
with the weight of Higgins et al., beta-VAE, 2017.
B batch, Z latent_dim; the dots are the image's axes
"""

from torch import Tensor


def vae_loss(
    reconstruction: Tensor, x: Tensor, mu: Tensor, logvar: Tensor, beta: float = 1.0
) -> Tensor:
    """(B, ...), (B, ...), (B, Z), (B, Z) -> ()."""
    error = (reconstruction - x).square().flatten(start_dim=1).sum(dim=1)  # (B,)
    # In closed form: KL of N(mu, exp(logvar)) to N(0, 1), one term for each latent number.
    kl = (mu.square() + logvar.exp() - logvar - 1).sum(dim=1) / 2  # (B,)
    return (error + beta * kl).mean()  # ()
