# kata: leaky_relu
def leaky_relu(x, negative_slope=0.01):
    out = x.clone()
    below = x < 0
    out[below] = out[below] * negative_slope
    return out
