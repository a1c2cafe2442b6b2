# kata: softmax
# attack: returns a generator without an end
# verdict: failed
# fails: shapes
def softmax(x, dim):
    def parts():
        while True:
            yield x

    return parts()
