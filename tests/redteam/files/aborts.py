# kata: softmax
# attack: calls abort in C
# verdict: failed
# fails: shapes
import os


def softmax(x, dim):
    os.abort()
