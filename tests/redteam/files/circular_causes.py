# kata: softmax
# attack: raises exceptions that cause each other
# verdict: failed
# fails: shapes
def softmax(x, dim):
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    first.__context__, second.__context__ = second, first
    raise first
