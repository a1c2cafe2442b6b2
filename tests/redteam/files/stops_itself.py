# kata: double
# attack: stops its own process and waits
# verdict: failed
# fails: shapes
import os
import signal


def double(x):
    os.kill(os.getpid(), signal.SIGSTOP)
    return 2 * x
