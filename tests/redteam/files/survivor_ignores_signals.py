# kata: softmax
# attack: forks children that ignore every signal and close everything
# verdict: passed
import os
import signal
import time

try:
    for _ in range(3):
        if os.fork() == 0:
            os.setsid()
            for number in range(1, 65):
                try:
                    signal.signal(number, signal.SIG_IGN)
                except (OSError, ValueError):
                    pass
            os.closerange(0, 256)
            while True:
                time.sleep(600)
except PermissionError:
    pass


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
