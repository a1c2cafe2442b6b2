# kata: smooth_l1
def smooth_l1(pred, target, beta=1.0):
    """min(d, beta)^2 / 2 beta + max(d - beta, 0)."""
    d = (pred - target).abs()
    quad = d.clamp(max=beta)
    return (0.5 * quad**2 / beta + (d - quad)).mean()
