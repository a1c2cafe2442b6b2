# kata: softmax
# attack: takes away its own rights to its folder
# verdict: passed
import os
from pathlib import Path

try:
    Path("inner").mkdir()
    Path("inner/file").touch()
    for path in ("inner/file", "inner", "."):
        os.chmod(path, 0)
except OSError:
    pass


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
