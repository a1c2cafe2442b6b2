# kata: vae_loss
# fails: builds
def vae_loss(reconstruction, x, mu, logvar, beta=4.0):
    kl = -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum(1)
    error = (reconstruction - x).square().flatten(1).sum(1)
    return (error + beta * kl).mean()
