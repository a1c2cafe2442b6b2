# kata: vae_loss
# fails: values
def vae_loss(reconstruction, x, mu, logvar, beta=1.0):
    kl = -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum()
    return (reconstruction - x).square().sum() + beta * kl
