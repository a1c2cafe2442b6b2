"""Exceptions that learners meet, each from the torch call that raises it.

A name, the code, the rule that knows it, and a part of what is said to have happened. What other
versions of torch say where their words differ stands in `ELSEWHERE`.
"""

PRELUDE = """import torch
import torch.nn.functional as F
from torch import nn

T = torch.randn


class LateLayer(nn.Module):
    def __init__(self):
        self.fc = nn.Linear(2, 2)


class LateParameter(nn.Module):
    def __init__(self):
        self.p = nn.Parameter(T(2))


class LateList(nn.Module):
    def __init__(self):
        self.n = 3
        self.layers = nn.ModuleList()


class LateBuffer(nn.Module):
    def __init__(self):
        self.register_buffer("mask", T(2))


class Misspelt(nn.Module):
    def __init__(self):
        super().__init__()
        self.q_proj = nn.Linear(2, 2)

    def forwad(self, x):
        return self.q_prj(x)


class NoReturn(nn.Module):
    def forward(self, x):
        x * 2


class Square(nn.Module):
    def forward(self, x):
        y = x.exp()
        y += 1
        return y


def attempt():
"""

TABLE = {
    # products
    "matmul": ("a, b = T(10, 8), T(12, 4)\na @ b", "matrices", "8 on the left, 12 on the right"),
    "linear": ("x = T(2, 5, 8)\nnn.Linear(12, 4)(x)", "matrices", "takes a last axis of 12"),
    "linear by a name": (
        "x, proj = T(2, 12, 8), nn.Linear(12, 4)\nproj(x)",
        "matrices",
        "`proj` takes a last axis of 12; that of `x` (2, 12, 8) is 8",
    ),
    "batches": (
        "q, k = T(2, 3, 5, 4), T(2, 3, 5, 4)\nq @ k",
        "batches of matrices",
        "`q` (2, 3, 5, 4) @ `k` (2, 3, 5, 4): 4 meets 5",
    ),
    "batches of two sizes": ("T(2, 5, 4) @ T(3, 4, 5)", "broadcast", "2 meets 3"),
    "matrix and vector": ("T(2, 3) @ T(2)", "matrix and vector", "2x3 meets a vector of 2"),
    "einsum": (
        "torch.einsum('bqd,bkd->bqk', T(2, 5, 4), T(2, 5, 3))",
        "einsum sizes",
        "`d` is 4 in an earlier operand and 3 in operand 1",
    ),
    "einsum letters": (
        "torch.einsum('bqd,bkd->bqk', T(2, 5, 4, 1), T(2, 5, 3))",
        "einsum letters",
        "3 letters for operand 0 (from 0), which has 4 axes",
    ),
    "attention": (
        "q, k = T(2, 3, 5, 4), T(2, 3, 5, 6)\nF.scaled_dot_product_attention(q, k, q)",
        "batches of matrices",
        "the left has 4 columns, the right 6 rows",
    ),
    # shapes
    "broadcast": (
        "x, pos = T(2, 5, 12), T(1, 6, 12)\nx + pos",
        "broadcast",
        "`x` (2, 5, 12) and `pos` (1, 6, 12) do not broadcast: 5 meets 6",
    ),
    "broadcast in place": ("x = T(2, 3)\nx += T(7)", "broadcast", "`T(7)` (7,) do not broadcast"),
    "mask shape": (
        "x = T(2, 3)\nx.masked_fill(torch.ones(2, 4, dtype=torch.bool), 0.0)",
        "broadcast",
        "4 meets 3",
    ),
    "view": (
        "T(2, 3, 5, 4).transpose(1, 2).view(2, 5, 12)",
        "view",
        "`T(2, 3, 5, 4).transpose(1, 2)` (2, 5, 3, 4): it is not contiguous",
    ),
    "view of a name": ("x = T(2, 3).t()\nx.view(6)", "view", "`x` (3, 2): it is not contiguous"),
    "reshape": ("x = T(2, 48)\nx.reshape(2, 5, 12)", "elements", "`x` (2, 48) holds 96 numbers"),
    "view with a free size": ("T(2, 48).view(5, -1)", "elements", "need a multiple of 5"),
    "two free sizes": ("T(2, 3).view(2, 2, -1, -1)", "two unknown sizes", "more than one size"),
    "cat": (
        "a, b = T(2, 1, 12), T(2, 5, 10)\ntorch.cat([a, b], 1)",
        "cat sizes",
        "`a` (2, 1, 12), `b` (2, 5, 10)",
    ),
    "cat axes": ("torch.cat([T(1, 12), T(2, 5, 12)], 1)", "cat axes", "`T(1, 12)` (1, 12)"),
    "stack": ("torch.stack([T(2, 3), T(2, 4)])", "stack", "entry 0 is (2, 3), entry 1 is (2, 4)"),
    "expand": ("T(2, 3).expand(3, 3)", "expand", "cannot make 3 of 2 at axis 0"),
    "expand axes": ("T(2, 3).expand(3)", "expand axes", "1 sizes for a tensor of 2 axes"),
    "split": ("T(2, 36).split([12, 12], dim=-1)", "split", "[12, 12] have to add up to 36"),
    "permute": ("x = T(2, 3, 4)\nx.permute(0, 2, 3, 1)", "permute", "4 axes, `x` (2, 3, 4) has 3"),
    # places
    "softmax axis": ("x = T(2, 3)\nx.softmax(2)", "axis", "`x` (2, 3) has 2 axes, and none is 2"),
    "transpose axis": ("T(2, 3).transpose(1, 2)", "axis", "2 axes, and none is 2"),
    "index": ("T(2, 3)[:, 5]", "index", "index 5 in an axis of size 3"),
    "indices": ("x = T(2, 3)\nx[:, :, 0]", "indices", "`x` (2, 3) has 2"),
    "float index": ("T(2, 3)[T(2)]", "index dtype", "a tensor of floats"),
    "float index by gathering": (
        "torch.arange(3.0)[torch.tensor([0.0])]",
        "index dtype",
        "a tensor of floats",
    ),
    "shape too short": (
        "x = T(2, 3)\na, b, c = x.shape",
        "unpacking",
        "names 3 values, and gets 2: `x.shape` is (2, 3)",
    ),
    "shape too long": ("a, b = T(2, 3, 4).shape", "unpacking", "names 2 values, and gets more"),
    "chunks": ("q, k = T(2, 36).chunk(3, -1)", "unpacking", "3 entries"),
    "list": ("x = [1, 2]\nx[2]", "list index", "an entry that the list does not have"),
    # layers
    "conv channels": (
        "nn.Conv2d(3, 8, 4)(T(2, 4, 16, 16))",
        "conv channels",
        "takes 3 channels; its input is (2, 4, 16, 16), with 4",
    ),
    "conv kernel": ("nn.Conv2d(3, 8, 4)(T(2, 3, 2, 2))", "conv kernel", "kernel (4 x 4)"),
    "conv axes": ("nn.Conv2d(3, 8, 4)(T(2, 3))", "conv axes", "conv2d was given (2, 3)"),
    "layer norm": ("nn.LayerNorm(12)(T(2, 5, 10))", "layer norm", "its input is (2, 5, 10)"),
    "batch norm": ("nn.BatchNorm2d(3)(T(2, 4, 5, 5))", "batch norm", "built for 3 channels"),
    "batch norm axes": ("nn.BatchNorm2d(3)(T(2, 4, 5))", "input axes", "takes 4D axes"),
    "batch norm of one": ("nn.BatchNorm1d(3)(T(1, 3))", "one value", "one value a channel"),
    "group norm": ("nn.GroupNorm(5, 12)", "groups", "channels cannot be shared out"),
    "heads": ("nn.MultiheadAttention(12, 5)", "heads", "cannot be shared out among the heads"),
    "embedded vectors": ("nn.Embedding(5, 3)(T(2, 3))", "ids", "given a torch.FloatTensor"),
    "ids out of range": (
        "table, ids = nn.Embedding(5, 3), torch.tensor([7, 1])\ntable(ids)",
        "ids out of range",
        "`table` has 5 rows; the ids in `ids` go from 1 to 7",
    ),
    "targets": (
        "F.cross_entropy(T(2, 5, 7), torch.zeros(2, 5, dtype=torch.long))",
        "targets",
        "expects targets of (2, 7), and gets (2, 5)",
    ),
    "number of targets": (
        "F.cross_entropy(T(4, 7), torch.zeros(5, dtype=torch.long))",
        "number of targets",
        "4 rows of scores and 5 targets",
    ),
    "class": ("F.cross_entropy(T(4, 7), torch.full((4,), 9))", "class", "class 9 is no column"),
    "state dict": (
        "nn.Linear(2, 2).load_state_dict(nn.Linear(3, 2).state_dict())",
        "state dict sizes",
        "`weight` is [2, 3] in the state dict and [2, 2] in the model",
    ),
    "state dict names": (
        "nn.Linear(2, 2).load_state_dict({'w': T(2)})",
        "state dict names",
        'Missing key(s) in state_dict: "weight", "bias"',
    ),
    # kinds
    "device": (
        "x, y = T(2, 3), torch.empty(2, 3, device='meta')\nx + y",
        "device",
        "`x` is on cpu; `y` is on meta",
    ),
    "device of a layer": (
        "nn.Linear(3, 4)(torch.empty(2, 3, device='meta'))",
        "device",
        "cpu and meta",
    ),
    "dtype": ("nn.Linear(3, 4)(T(2, 3).double())", "dtype", "Double and Float"),
    "whole numbers": (
        "nn.Linear(3, 4)(torch.ones(2, 3, dtype=torch.long))",
        "dtype",
        "Long and Float",
    ),
    "dtype of a product": ("T(2, 3) @ T(3, 2).half()", "dtype", "float and Half"),
    "softmax of whole numbers": (
        "torch.ones(2, dtype=torch.long).softmax(0)",
        "no version",
        "not there for Long",
    ),
    "mean of whole numbers": (
        "torch.ones(2, dtype=torch.long).mean()",
        "no version",
        "not there for Long",
    ),
    "float mask": ("T(2).masked_fill(torch.ones(2), 0.0)", "mask dtype", "is float, not bool"),
    "long mask": (
        "T(3).masked_fill(torch.ones(3, dtype=torch.long), 0)",
        "mask dtype",
        "is long, not bool",
    ),
    "inverted floats": ("m = T(2)\n~m", "inverted", "`m` is float32"),
    "condition": ("x = T(2)\nif x > 0:\n    pass", "condition", "as a condition"),
    "None and an attribute": ("NoReturn()(T(2)).shape", "None", "`NoReturn()(T(2))` is None"),
    "None and a number": ("y = NoReturn()(T(2))\ny + 1", "None", "`y` is None"),
    "None for a layer": ("y = NoReturn()(T(2))\nnn.Linear(2, 2)(y)", "None", "`y` is None"),
    "None times a tensor": ("scale = None\nscale * T(2)", "None", "`scale` is None"),
    "several and an attribute": ("T(2, 2).max(0).shape", "several", "not a tensor"),
    "tuple and an attribute": ("x = (T(2), T(2))\nx.softmax(0)", "several", "`x` is a tuple"),
    "tuple for a layer": ("nn.Linear(2, 2)((T(2), T(2)))", "several", "a tuple, not a tensor"),
    "chunks for a layer": ("nn.Linear(12, 4)(T(2, 12).chunk(2))", "several", "is a tuple"),
    "float size": ("T(2, 12).view(2, 3, 12 / 3)", "size", "a size is a float"),
    "float width": ("nn.Linear(12 / 3, 4)", "size", "a size is a float"),
    "text as a width": ("nn.Linear('3', 2)", "size", "a size is a str"),
    "float shape": ("torch.ones(5 / 2)", "size", "a size is a float"),
    "float range": ("range(12 / 3)", "size", "a size is a float"),
    "argument kind": ("F.pad(T(2, 3), '0')", "argument kind", "takes a tuple of ints as `pad`"),
    "combination": (
        "x, y = T(2), T(2)\ntorch.sum(x, y)",
        "combination",
        "`x` (Tensor), `y` (Tensor)",
    ),
    "text as a tensor": ("F.relu('x')", "argument kind", "takes a Tensor as `input`"),
    "text and a tensor": ("'x' - T(2)", "operator", "no - between a str and a Tensor"),
    "numpy": ("T(2, requires_grad=True).numpy()", "numpy", "turned into numpy"),
    "list called": (
        "layers = [nn.Linear(2, 2)]\nlayers(T(2))",
        "not callable",
        "is a list, and is",
    ),
    "layer indexed": ("proj = nn.Linear(2, 2)\nproj[0]", "no entries", "`proj` is a Linear"),
    # names
    "late layer": ("LateLayer()", "late super", "a module is to be registered"),
    "late parameter": ("LateParameter()", "late super", "a parameter is to be registered"),
    "late list": ("LateList()", "late super", "a module is to be registered"),
    "late buffer": ("LateBuffer()", "late super", "a buffer is to be registered"),
    "no forward": ("Misspelt()(T(2))", "no forward", "it has `forwad`"),
    "list of layers": ("nn.ModuleList([nn.Linear(2, 2)])(T(2))", "no forward", "is called"),
    "attribute of a layer": ("Misspelt().forwad(T(2))", "attribute", "did you mean `q_proj`?"),
    "method of a tensor": ("T(2).flaten()", "attribute", "did you mean `flatten`"),
    "function of torch": ("torch.transposee(T(2))", "module attribute", "did you mean `transpose`"),
    "name": ("scores = T(2)\nscroes + 1", "name", "did you mean `scores`?"),
    "name of a module": ("math.sqrt(2)", "name", "import it: import math"),
    "name of a type": (
        "Callable[[int], int]",
        "name",
        "import it: from collections.abc import Callable",
    ),
    "name of a layer": ("Linear(2, 2)", "name", "import it: from torch.nn import Linear"),
    "name with an alias": ("np.zeros(2)", "name", "import it: import numpy as np"),
    "local without a value": (
        "if False:\n    mask = 1\nmask + 1",
        "unbound",
        "`mask` has no value yet",
    ),
    "too many arguments": ("NoReturn()(T(2), T(3))", "too many arguments", "takes 1 argument"),
    "in a function": (
        "def f(x): pass\nf(1, 2)",
        "too many arguments",
        "f takes 1 argument, and gets 2",
    ),
    "missing argument": ("NoReturn()()", "missing argument", "is called without 'x'"),
    "missing axis": ("T(2).softmax()", "missing argument", "softmax is called without"),
    "keyword": (
        "nn.Linear(2, 2, bais=False)",
        "unexpected argument",
        "no argument `bais`; did you mean `bias`?",
    ),
    "argument twice": (
        "nn.Linear(2, 2, in_features=2)",
        "argument twice",
        "gets `in_features` twice",
    ),
    "tensor as a parameter": ("nn.Linear(2, 2).weight = T(2, 2)", "parameter", "is a parameter"),
    "package": ("import einopsy", "package", "no package `einopsy`"),
    "import": ("from torch.nn import Linaer", "import", "torch.nn holds no `Linaer`"),
    # gradients
    "leaf": ("w = T(3, requires_grad=True)\nw += 1", "leaf", "`w += 1` changes a parameter"),
    "view of a leaf": ("w = T(3, requires_grad=True)\nw[0] = 1", "leaf", "changes a parameter"),
    "expanded": (
        "x = T(1, 3).expand(2, 3)\nx.add_(1)",
        "shared memory",
        "`x` (2, 3) has strides (0, 1)",
    ),
    "overwritten": (
        "Square()(T(3, requires_grad=True)).sum().backward()",
        "overwritten",
        "backward needs a result of Exp for gradients",
    ),
    "backward twice": (
        "x = T(3, requires_grad=True)\ny = (x * x).sum()\ny.backward()\ny.backward()",
        "second time",
        "twice over one graph",
    ),
    "no scalar": (
        "y = T(3, requires_grad=True) * 2\ny.backward()",
        "not scalar",
        "backward is called on `y` (3,)",
    ),
    "no graph": ("T(3).sum().backward()", "no graph", "nothing that has a gradient"),
    # Python
    "unfinished": ("raise NotImplementedError", "unfinished", "still to be written"),
    "recursion": ("attempt()", "recursion", "calls itself without end"),
    "zero": ("1 // 0", "zero", "divided by zero"),
    "key": ("{}['q']", "key", "there is no entry 'q'"),
    # the process
    "module beside": (
        "from pathlib import Path as P\n"
        "raise PermissionError(13, 'Permission denied', '/home/me/b.py')",
        "refused file",
        "/home/me/b.py may not be read or written here",
    ),
    "network": (
        "raise PermissionError(1, 'Operation not permitted')",
        "refused",
        "may not do this",
    ),
    "flood": ("raise OSError(27, 'File too large')", "too much output", "than the 16 MiB"),
}

ELSEWHERE = {
    "group norm, 2.6": (
        ("ValueError", "num_channels must be divisible by num_groups"),
        "groups",
        "channels cannot be shared out among groups",
    ),
    "group norm, 2.13": (
        ("ValueError", "num_channels (12) must be divisible by num_groups (5)"),
        "groups",
        "12 channels cannot be shared out among 5 groups",
    ),
    "float shape, 2.6": (
        (
            "TypeError",
            "ones(): argument 'size' (position 1) must be tuple of ints, but found element of type "
            "float at pos 0",
        ),
        "size",
        "a size is a float",
    ),
    "argument kind, 2.6": (
        (
            "TypeError",
            "reshape(): argument 'shape' (position 1) must be tuple of ints, but found element of "
            "type Tensor at pos 0",
        ),
        "argument kind",
        "reshape takes a tuple of ints as `shape`, and gets a Tensor",
    ),
    "text for an axis, 2.13": (
        ("TypeError", "transpose(): argument 'dim0' (position 1) must be int, not str"),
        "argument kind",
        "transpose takes a int as `dim0`",
    ),
    "missing axis, 2.6": (
        (
            "TypeError",
            "softmax() received an invalid combination of arguments - got (), but expected one of:"
            "\n * (int dim, torch.dtype dtype = None)\n * (name dim, *, torch.dtype dtype = None)",
        ),
        "missing argument",
        "softmax is called without dim",
    ),
}
