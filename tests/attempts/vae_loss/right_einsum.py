# kata: vae_loss
import torch


def vae_loss(reconstruction, x, mu, logvar, beta=1.0):
    off = (reconstruction - x).reshape(len(x), -1)
    error = torch.einsum("bi,bi->", off, off)
    squares = torch.einsum("bz,bz->", mu, mu)
    kl = (squares + torch.expm1(logvar).sum() - logvar.sum()) / 2
    return (error + beta * kl) / len(mu)
