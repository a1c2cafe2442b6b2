"""What cuts gradients, and what only looks like it."""

from torchkata.source import gradient_cuts

TEXT = """
import torch


class Piece:
    def __init__(self):
        self.table = torch.ones(3).detach()

    @torch.no_grad()
    def quiet(self, x):
        return x

    def forward(self, x):
        mean = x.mean().detach()
        with torch.no_grad():
            scale = x.amax()
        data = self.weight.data
        batch = {"data": 1}
        return mean * scale * data
"""


def test_every_cut_inside_a_function_is_found() -> None:
    lines = TEXT.splitlines()
    found = gradient_cuts(TEXT)
    assert [name for _, name in found] == ["no_grad", "detach", "no_grad", ".data"]
    assert all(name.strip(".") in lines[line - 1] for line, name in found)


def test_a_text_that_is_no_python_has_none() -> None:
    assert gradient_cuts("def f(:") == ()
