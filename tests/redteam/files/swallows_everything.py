# kata: double
# attack: loops for ever and swallows whatever is raised in it
# verdict: failed
# fails: shapes
def double(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
