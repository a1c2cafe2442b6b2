# kata: softmax
# attack: changes folder, umask, environment and sys.path
# verdict: passed
import os
import sys

os.umask(0o777)
os.environ.clear()
sys.path.clear()
try:
    os.chdir("/")
    os.rmdir(os.getcwd())
except OSError:
    pass


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
