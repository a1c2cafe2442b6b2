# kata: softmax
# attack: reads address 0
# verdict: failed
# fails: shapes
import ctypes


def softmax(x, dim):
    return ctypes.string_at(0)
