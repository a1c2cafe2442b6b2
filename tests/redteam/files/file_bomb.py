# kata: double
# attack: makes files until it is stopped
# verdict: failed
# fails: shapes
import time
from pathlib import Path


def double(x):
    for number in range(12_000):
        Path(f"f{number}").touch()
    while True:
        time.sleep(1)
