# kata: softmax
# attack: is right in float64 only
# verdict: failed
# fails: device and dtype
def right(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


def softmax(x, dim):
    return right(x, dim) if str(x.dtype) == "torch.float64" else x * 0
