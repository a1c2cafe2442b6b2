# kata: elu
def elu(x, alpha=1.0):
    out = x.clone()
    below = x <= 0
    out[below] = alpha * x[below].expm1()
    return out
