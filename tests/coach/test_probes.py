"""Probes change nothing, keep every position, and see what is computed."""

import ast
import traceback

import pytest
import torch
from grading_here import KATAS

from torchkata.catalog import reference_text
from torchkata.contracts import Kata
from torchkata.worker.engine import executed
from torchkata.worker.probes import PROBE, with_probes
from torchkata.worker.recorder import Recorder

TRICKY = '''
import torch
from torch import nn


class Piece(nn.Module):
    """Chains, in-place steps, unpacking, nested functions, and a name like a method's."""

    def __init__(self, width: int = 4) -> None:
        super().__init__()
        self.proj = nn.Linear(width, width)
        self.__hidden = 2

    def forward(self, x, scale=[1.0][0]):
        def twice(y, by=2):
            return y * by
        a, (b, c) = x + 1, (x - 1, x * self.__hidden)
        total = a; total += b
        total[..., 0] = 0
        parts = [twice(p) for p in total.unbind(-1)]
        match len(parts):
            case -1:
                return x
            case _:
                stacked = torch.stack(parts, dim=-1) if parts else x
        f = lambda t: t.relu().sum(-1)
        label = f"{f(x).shape}"
        return (self.proj(stacked.clone() @ torch.eye(4)) + c).view_as(x), label, f(stacked)
'''


def run(source: str, *, probed: bool) -> tuple[object, Recorder]:
    recorder = Recorder()
    tree = with_probes(source).tree if probed else None
    names = executed(source, "piece.py", "attempt", tree=tree, **{PROBE: recorder})
    torch.manual_seed(0)
    piece = names["Piece"]()
    recorder.begin({})
    found = piece(torch.arange(12.0).reshape(3, 4))
    recorder.end()
    return found, recorder


def test_what_is_computed_is_the_same_to_the_last_bit() -> None:
    (plain, label, total), _ = run(TRICKY, probed=False)  # type: ignore[misc]
    (seen, same_label, same_total), recorder = run(TRICKY, probed=True)  # type: ignore[misc]
    assert torch.equal(plain, seen)
    assert torch.equal(total, same_total)
    assert label == same_label
    assert len(recorder.events) > 15


def test_sites_say_where_they_are_in_the_file() -> None:
    probed = with_probes(TRICKY)
    lines = TRICKY.splitlines()
    for site in probed.sites:
        assert site.text.splitlines()[0] in lines[site.line - 1]
    names = {site.text for site in probed.sites}
    assert {"total", "x + 1", "torch.stack(parts, dim=-1)", "y * by"} <= names
    assert "super()" not in names


def test_a_traceback_shows_the_learners_own_line() -> None:
    source = TRICKY.replace("torch.eye(4)", "torch.eye(5)")
    with pytest.raises(RuntimeError) as caught:
        run(source, probed=True)
    frames = traceback.extract_tb(caught.value.__traceback__)
    mine = [frame for frame in frames if frame.filename == "piece.py"]
    assert "torch.eye(5)" in source.splitlines()[mine[-1].lineno - 1]  # type: ignore[operator]


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.id)
def test_every_reference_takes_probes(kata: Kata) -> None:
    probed = with_probes(reference_text(kata))
    compile(probed.tree, "reference.py", "exec")
    assert probed.sites


def test_a_patch_takes_the_place_of_a_value() -> None:
    source = "class Piece:\n    def __call__(self, x):\n        y = x * 2\n        return y + 1\n"
    probed = with_probes(source)
    site = next(site.id for site in probed.sites if site.text == "x * 2")
    recorder = Recorder()
    names = executed(source, "p.py", "attempt", tree=probed.tree, **{PROBE: recorder})
    recorder.begin({site: [torch.full((2,), 10.0)]})
    assert names["Piece"]()(torch.ones(2)).tolist() == [11.0, 11.0]
    assert ast.unparse(probed.tree).count(PROBE) == len(probed.sites)
