# kata: softmax
# attack: leaves trace and profile functions behind
# verdict: passed
import sys

sys.settrace(lambda *args: None)
sys.setprofile(lambda *args: None)


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
