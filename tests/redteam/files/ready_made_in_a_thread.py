# kata: softmax
# attack: calls the ready-made in a thread of its own
# verdict: failed
# fails: static
import threading

import torch.nn.functional as F


def softmax(x, dim):
    found = []
    call = getattr(F, "soft" + "max")
    thread = threading.Thread(target=lambda: found.append(call(x, dim)))
    thread.start()
    thread.join()
    return found[0]
