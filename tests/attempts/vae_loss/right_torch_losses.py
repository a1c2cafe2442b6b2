# kata: vae_loss
import torch
import torch.nn.functional as F


def vae_loss(reconstruction, x, mu, logvar, beta=1.0):
    error = F.mse_loss(reconstruction, x, reduction="sum")
    kl = -0.5 * torch.sum(1 + logvar - mu.pow(2) - logvar.exp())
    return (error + beta * kl) / x.shape[0]
