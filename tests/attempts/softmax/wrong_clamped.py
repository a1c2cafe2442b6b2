# kata: softmax
# fails: values
def softmax(x, dim):
    e = (x.clamp(-20, 20)).exp()
    return e / e.sum(dim, keepdim=True)
