# kata: softmax
# attack: calls the ready-made: finds it in torch's table of names
# verdict: failed
# fails: static
import torch


def softmax(x, dim):
    return next(v for k, v in vars(torch).items() if k[::-1] == "xamtfos")(x, dim)
