# kata: double
# attack: raises an exception whose text never ends
# verdict: failed
# fails: shapes
class Slow(Exception):
    def __str__(self):
        while True:
            pass


def double(x):
    raise Slow
