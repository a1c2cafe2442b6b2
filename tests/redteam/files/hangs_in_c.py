# kata: double
# attack: holds the interpreter in one long call
# verdict: failed
# fails: shapes
def double(x):
    return sum(range(10**13))
