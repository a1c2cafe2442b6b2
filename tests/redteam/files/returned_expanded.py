# kata: softmax
# attack: returns a view that claims 2**40 elements
# verdict: failed
def softmax(x, dim):
    return x.flatten()[:1].expand(2**20, 1)[:, None].expand(2**20, 2**20, 1)
