# kata: softmax
# fails: static
def softmax(x, dim):
    return x.log_softmax(dim).exp()
