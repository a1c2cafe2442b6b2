# kata: softmax
# attack: defines its target by a module's __getattr__ only
# verdict: failed
# fails: static
def __getattr__(name):
    return lambda x, dim: x
