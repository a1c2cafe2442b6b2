# kata: double
# attack: recurses without a limit
# verdict: failed
# fails: shapes
import sys

sys.setrecursionlimit(10**8)


def double(x):
    return double(x)
