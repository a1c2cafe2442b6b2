# kata: softmax
# attack: returns its input
# verdict: failed
# fails: values
def softmax(x, dim):
    return x
