# kata: softmax
# attack: replaces the engine by one that answers with nothing
# verdict: failed
import sys

engine = sys.modules["torchkata.worker.engine"]
messages = sys.modules["torchkata.worker.messages"]
engine.Engine.evaluate = lambda self, evaluation: messages.Result((), {})


def softmax(x, dim):
    return x.exp() / 3
