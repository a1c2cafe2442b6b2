# kata: leaky_relu
# fails: side effects
def leaky_relu(x, negative_slope=0.01):
    below = x < 0
    x[below] = x[below] * negative_slope
    return x
