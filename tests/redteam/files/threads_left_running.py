# kata: softmax
# attack: leaves threads that print for ever
# verdict: passed
import threading
import time


def talk():
    while True:
        print("still here", flush=True)
        time.sleep(0.01)


threading.Thread(target=talk, daemon=True).start()
threading.Thread(target=talk, daemon=False).start()


def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
