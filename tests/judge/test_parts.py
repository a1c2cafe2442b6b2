"""Parts of a kata that are judged alone, on what the whole builds and calls them with."""

import os
from pathlib import Path

import pytest

from torchkata.catalog import find, kata_folders, load, reference_text
from torchkata.contracts import Attempt, Kata, KataError
from torchkata.judge.grading import reported
from torchkata.judge.parts import ready_part
from torchkata.source import parts
from torchkata.worker.engine import Engine

KATAS = load(kata_folders(os.environ))
OFFERED = [
    (kata, part.target) for kata in KATAS for part in parts(reference_text(kata), kata.target)
]
BLOCK = find(KATAS, "nanogpt_block")
TOML = """schema = 1
title = "Two maps"
belt = "white"
kind = "module"
target = "Whole"
brief = "Two maps, one after the other, where the mask is True."
concepts = ["linear"]
prerequisites = []
sources = ["by hand"]
forbidden = []
hints = ["a", "b", "c"]

[sizes]
B = 2
D = 3

[build]
dim = "D"

[inputs]
x = "float[B, D]"
mask = "mask[B, D] | none"

[outputs]
out = "float[B, D]"

[[cases]]
name = "no mask"
inputs = { mask = "none" }
"""
REFERENCE = '''
import torch
from torch import Tensor, nn

def hidden(x: Tensor, mask: Tensor | None) -> Tensor:
    """(B, D) -> (B, D)."""
    return x if mask is None else x * mask

class Part(nn.Module):
    """(B, D) -> (B, D), and it is a secret how."""
    def __init__(self, dim: int, scale: float = 2.0) -> None:
        super().__init__()
        self.proj = nn.Linear(dim, dim)
        self.scale = scale
    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        return hidden(self.proj(x), mask) * self.scale

class Idle(nn.Module):
    def __init__(self, dim: int, widths: tuple[int, ...] = ()) -> None:
        super().__init__()
    def forward(self, x: Tensor) -> Tensor:
        return x

class Around(nn.Module):
    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self.inner = inner
    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        return self.inner(x, mask)

class Whole(nn.Module):
    def __init__(self, dim: int) -> None:
        super().__init__()
        self.first = Part(dim)
        self.second = Around(Part(dim, scale=3.0))
    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        return self.second(self.first(x, mask), mask)
'''


@pytest.fixture(scope="module")
def two_maps(tmp_path_factory: pytest.TempPathFactory) -> Kata:
    """A kata with parts of every kind."""
    folder = tmp_path_factory.mktemp("katas") / "two_maps"
    folder.mkdir()
    (folder / "kata.toml").write_text(TOML)
    (folder / "reference.py").write_text(REFERENCE)
    return load([folder.parent])[0]


def failing(kata: Kata, part: str, text: str) -> str | None:
    """The check that an attempt at a part fails first, None where it passes."""
    attempt = Attempt(Path("attempt.py"), text, kata.id, (), None)
    report = reported(ready_part(kata, part, 7), attempt, Engine(), device="cpu")
    return report.error or (report.failure.check if report.failure is not None else None)


@pytest.mark.parametrize(("kata", "part"), OFFERED, ids=lambda value: getattr(value, "id", value))
def test_every_part_that_is_offered_can_be_made_ready(kata: Kata, part: str) -> None:
    by = ready_part(kata, part, 7)
    assert by.cases
    assert by.kata.target == part


def test_what_takes_modules_is_not_offered_and_shapes_are_all_that_is_told(two_maps: Kata) -> None:
    found = parts(REFERENCE, two_maps.target)
    assert [part.target for part in found] == ["hidden", "Part", "Idle"]
    assert found[1].docstring == "(B, D) -> (B, D)"


def test_a_part_is_built_and_called_as_the_whole_does(two_maps: Kata) -> None:
    by = ready_part(two_maps, "Part", 7)
    assert {tuple(case.build.items()) for case in by.cases} == {
        (("dim", 3),),
        (("dim", 3), ("scale", 3.0)),
    }
    assert {case.inputs["mask"] is None for case in by.cases} == {True, False}
    assert all("x" in case.grad_inputs for case in by.cases)


@pytest.mark.parametrize("part", ["hidden", "Part"])
def test_the_reference_passes_as_an_attempt_at_its_parts(two_maps: Kata, part: str) -> None:
    assert failing(two_maps, part, REFERENCE) is None


def test_the_rest_of_the_file_need_not_be_there() -> None:
    text = reference_text(BLOCK)
    assert failing(BLOCK, "MLP", text[: text.index("class Block")]) is None


@pytest.mark.parametrize(
    ("right", "wrong", "check"),
    [
        ("nn.GELU()", 'nn.GELU(approximate="tanh")', "values"),
        ("4 * n_embd, bias", "3 * n_embd, bias", "shapes"),
        ("return self.dropout(out)", "return out", "train mode"),
        ("hidden = self.up_proj(x)", "hidden = self.up_proj(x.detach())", "gradients"),
        ("self, n_embd: int, dropout: float", "self, n_embd: int, p: float", "builds"),
    ],
)
def test_a_wrong_part_fails_as_a_whole_would(right: str, wrong: str, check: str) -> None:
    text = reference_text(BLOCK)
    text = (
        text[text.index("import torch") : text.index("class Causal")]
        + text[text.index("class MLP") : text.index("class Block")]
    )
    assert right in text
    assert failing(BLOCK, "MLP", text.replace(right, wrong)) == check


def test_a_part_may_have_names_and_layers_of_its_own() -> None:
    text = """
import torch
from torch import nn

class MLP(nn.Module):
    def __init__(self, n_embd, dropout=0.0, bias=True):
        super().__init__()
        layers = nn.Linear(n_embd, 4 * n_embd, bias), nn.GELU(), nn.Linear(4 * n_embd, n_embd, bias)
        self.net = nn.Sequential(*layers, nn.Dropout(dropout))
    def forward(self, tokens):
        return self.net(tokens)
"""
    assert failing(BLOCK, "MLP", text) is None


@pytest.mark.parametrize(
    ("part", "reason"),
    [("Idle", "the whole never calls it"), ("Around", "its inner is a Part")],
)
def test_what_cannot_be_checked_alone_says_why(two_maps: Kata, part: str, reason: str) -> None:
    with pytest.raises(KataError, match=reason) as found:
        ready_part(two_maps, part, 7)
    assert found.value.exit_code == 3
