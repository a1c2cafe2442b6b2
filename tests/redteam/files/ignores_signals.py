# kata: double
# attack: ignores every signal and sleeps
# verdict: failed
# fails: shapes
import signal
import time

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def double(x):
    while True:
        time.sleep(60)
