# kata: softmax
# attack: imports torchkata and asks its catalogue for the reference
# verdict: failed
# open at: process
def text():
    import os

    from torchkata.catalog import find, kata_folders, load

    return find(load(kata_folders(os.environ)), "softmax").reference.read_text()


def stolen(text):
    names = {}
    exec(text, names)
    return names["softmax"]


try:
    softmax = stolen(text())
except Exception:

    def softmax(x, dim):
        return x * 0
