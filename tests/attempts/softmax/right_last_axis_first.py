# kata: softmax
def softmax(x, dim):
    moved = x.transpose(dim, -1)
    z = moved - moved.max(-1).values[..., None]
    z = z.exp()
    z = z / z.sum(-1)[..., None]
    return z.transpose(dim, -1)
