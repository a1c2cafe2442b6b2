# kata: softmax
# attack: asks for memory until there is none
# verdict: failed
# fails: shapes
def softmax(x, dim):
    kept = []
    while True:
        kept.append(bytearray(2**28))
