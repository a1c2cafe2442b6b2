# kata: softmax
# attack: begins with a byte order mark, ends lines as Windows does
# verdict: passed
def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
