# kata: softmax
# attack: has TorchScript compile text that calls it
# verdict: failed
# fails: static
import torch

unit = torch.jit.CompilationUnit("def f(x, dim: int):\n    return torch.soft" + "max(x, dim)\n")


def softmax(x, dim):
    return unit.f(x, dim)
