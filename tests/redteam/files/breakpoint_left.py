# kata: softmax
# attack: stops in a debugger
# verdict: failed
# fails: shapes
def softmax(x, dim):
    breakpoint()
    return x
