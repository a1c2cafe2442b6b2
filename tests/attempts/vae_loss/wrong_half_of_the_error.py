# kata: vae_loss
# fails: values
def vae_loss(reconstruction, x, mu, logvar, beta=1.0):
    kl = -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(1)
    error = 0.5 * (reconstruction - x).square().flatten(1).sum(1)
    return (error + beta * kl).mean()
