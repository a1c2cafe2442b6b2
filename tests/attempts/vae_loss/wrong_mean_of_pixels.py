# kata: vae_loss
# fails: values
import torch.nn.functional as F


def vae_loss(reconstruction, x, mu, logvar, beta=1.0):
    kl = -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(1).mean()
    return F.mse_loss(reconstruction, x) + beta * kl
