# kata: softmax
# fails: shapes
def softmax(x, dim):
    order = [dim, *[i for i in range(x.dim()) if i != dim]]
    y = x.permute(*order)
    e = (y - y.amax(0)).exp()
    e = e / e.sum(0)
    return e.permute(*[order.index(i) for i in range(x.dim())])
