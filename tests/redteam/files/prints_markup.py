# kata: softmax
# attack: prints markup and control characters
# verdict: passed
print("[bold]\x1b[2J\x00\x07[/nope] \u202e passed")


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
