# kata: softmax
# attack: raises an exception with a text of 256 MB
# verdict: failed
# fails: shapes
def softmax(x, dim):
    raise ValueError("x" * 2**28)
