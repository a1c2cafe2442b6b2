# kata: softmax
# attack: writes beside its folder and into its parent's
# verdict: passed
import os
from pathlib import Path

for place in ("..", "../..", f"/proc/{os.getppid()}/cwd"):
    try:
        (Path(place) / "torch-kata-was-here").write_text("written\n")
        os.unlink(Path(place) / "torch-kata-was-here")
        print("wrote outside")
    except OSError:
        pass


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
