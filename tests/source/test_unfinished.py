"""Only what cannot be right is called unfinished."""

import pytest

from torchkata.source import hollow, open_lines

MODULE = """
import torch.nn as nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
    def forward(self, x):
        '''(B) -> (B).'''
        ...
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def Net(x): ...\n", ("Net", 1)),
        ("def Net(x):\n    '''Doc.'''\n    pass\n", ("Net", 1)),
        (MODULE, ("Net.forward", 6)),
        ("class Net:\n    def __init__(self): ...\n    def step(self): ...\n", ("Net", 1)),
    ],
    ids=["function", "documented", "forward", "every method"],
)
def test_what_has_no_body_is_unfinished(text: str, found: tuple[str, int]) -> None:
    assert hollow(text, "Net") == found


@pytest.mark.parametrize(
    "text",
    [
        "def Net(x):\n    ...\n    return x\n",
        "@written\ndef Net(x): ...\n",
        "def Net(x): ...\nNet = other\n",
        "def Net(x): ...\ndef Net(x): return x\n",
        "class Base:\n    def forward(self, x): return x\n"
        "class Net(Base):\n    def __init__(self): ...\n",
        MODULE + "Net.forward = lambda self, x: x\n",
        MODULE.replace("__init__()", "__init__(); self.forward = abs"),
        MODULE + "    def forward(self, x): return x\n",
        MODULE + "    def __call__(self, x): return x\n",
        "class Net:\n    def __init__(self): ...\n    def step(self): return 1\n",
        "import torch.nn as nn\nclass Net(nn.Linear):\n    def reset(self): ...\n",
        "class Net: ...\n",
    ],
    ids=range(12),
)
def test_what_may_have_a_body_after_all_is_run(text: str) -> None:
    assert hollow(text, "Net") is None


def test_open_lines_are_those_inside_functions() -> None:
    assert open_lines("x = ...\n...\ndef f():\n    ...\n    y[...]\n    ...\n") == (4, 6)
