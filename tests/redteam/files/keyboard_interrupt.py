# kata: softmax
# attack: raises KeyboardInterrupt when it is called
# verdict: failed
# fails: shapes
def softmax(x, dim):
    raise KeyboardInterrupt
