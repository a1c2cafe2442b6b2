"""Mistakes that show late: from step to step, in gradients, in what torch does not know of."""

from dataclasses import replace

import pytest
import torch
from grading_here import assert_found, judged, kata, planted, ready_for

from torchkata.catalog import reference_text
from torchkata.contracts import Blame, Departure, Suspect
from torchkata.source import blamed_line
from torchkata.source.editing import Editor, uncut
from torchkata.worker.case import with_steps

PROVEN = [
    pytest.param(
        "adam", "functional", "m / (1 - b1**t)", "m / 1", id="a step that the reference takes"
    ),
    pytest.param(
        "adam", "functional", '{"lr": lr,', '{"lr": eps,', id="hidden by steps that are tiny"
    ),
    pytest.param("sgd", "functional", "g + momentum * v", "g + nesterov * v", id="a mean of means"),
    pytest.param("plateau_lr", "generator", "yield lr", "yield best", id="in a generator"),
    pytest.param("plateau_lr", "generator", "lr * factor", "lr", id="a factor in a tuple"),
    pytest.param(
        "rectified_flow", "functions", "= x1 - x0", "= (x1 - x0).detach()", id="a cut of several"
    ),
    pytest.param(
        "batch_norm",
        "channels_last",
        "self.affine.chunk",
        "self.affine.data.chunk",
        id="a cut by data",
    ),
]


@pytest.mark.parametrize(("kata_id", "attempt", "old", "new"), PROVEN)
def test_the_line_of_a_mistake_is_proven(kata_id: str, attempt: str, old: str, new: str) -> None:
    assert_found(kata_id, attempt, old, new)


KEPT = [
    pytest.param(
        "unet_resblock",
        "unfolded_by_hand",
        "nn.Parameter(torch.randn(9, a, b) * 0.1)",
        "torch.randn(9, a, b) * 0.1",
        id="in the class of a part",
    ),
    pytest.param(
        "encoder_block",
        "batch_first_einsum",
        "self.bk = nn.Parameter(torch.zeros(n_heads, d))",
        "self.bk = torch.zeros(n_heads, d)",
        id="where another device would tell",
    ),
    pytest.param(
        "configurable_mlp",
        "norm_by_hand",
        'self.register_buffer("var", torch.ones(leaves))',
        "self.var = torch.ones(leaves)",
        id="where a driver builds it",
    ),
]


@pytest.mark.parametrize(("kata_id", "attempt", "old", "new"), KEPT)
def test_a_plain_tensor_is_named_where_it_is_assigned(
    kata_id: str, attempt: str, old: str, new: str
) -> None:
    text, line = planted(kata_id, attempt, old, new)
    _, departure = judged(kata(kata_id), text)
    assert departure is not None
    assert departure.line == line


TWO_CLASSES = """class Inner(nn.Module):
    def __init__(self):
        self.gain = torch.ones(3)


class Other(nn.Module):
    def __init__(self):
        self.gain = nn.Parameter(torch.ones(3))


class Model(nn.Module):
    def __init__(self):
        self.parts = nn.ModuleList([Other()])
        self.last = Inner()
        self.plain = nn.Linear(3, 3)
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("last.gain", 3),
        ("parts.0.gain", 8),
        ("plain.weight", 15),
        ("last", 14),
        ("nothing", None),
    ],
)
def test_an_attribute_is_looked_for_in_the_class_of_its_part(path: str, line: int | None) -> None:
    assert blamed_line(TWO_CLASSES, Blame(Suspect.ATTRIBUTE, path)) == line


def test_cuts_are_taken_out_one_by_one() -> None:
    text = "def f(x):\n    with torch.no_grad():\n        y = x.detach()\n    return y.data\n"
    found = uncut(text, "", is_sure=True)
    cuts = ((2, "no_grad"), (4, ".data"), (3, "detach"))
    assert [one.cuts for one in found[:-1]] == [(cut,) for cut in cuts]
    assert "y = (x)\n" in found[2].text
    assert uncut(text, "def g(x):\n    return x.detach().data", is_sure=False) == found[:1]


def test_cuts_are_taken_out_together_at_last() -> None:
    text = "def f(x):\n    y = x.detach().numpy()\n    return y + torch.tensor([x[0], x[1]])\n"
    *_, found = uncut(text, "", is_sure=True)
    assert found.cuts == ((2, "detach"), (2, "numpy"), (3, "torch.tensor"))
    whole = "def f(x):\n    y = ((x))\n    return y + __import__('torch').stack([x[0], x[1]])\n"
    assert found.text == whole


def test_a_copy_is_a_cut_but_where_a_target_is_built() -> None:
    text = (
        "class Scale(nn.Module):\n    def __init__(self, size):\n"
        "        self.scale = nn.Parameter(torch.ones(size))\n\n"
        "    def forward(self, x):\n        x = nn.Parameter(x * self.scale)\n"
        "        return x + torch.tensor(2.0) + x.new_tensor(x.mean())\n"
    )
    found = [one.cuts for one in uncut(text, "", is_sure=True)]
    assert found[:-1] == [((6, "nn.Parameter"),), ((7, "new_tensor"),)]


def test_two_cuts_are_told_together() -> None:
    text = reference_text(kata("contrastive_loss"))
    for of in ("image", "text"):
        norm = f"{of}_features.norm(dim=-1, keepdim=True)"
        text = text.replace(norm, f"{norm}.detach()")
    first = next(i for i, line in enumerate(text.splitlines(), 1) if "detach" in line)
    _, departure = judged(kata("contrastive_loss"), text)
    words = f"detach cuts the gradient here, and detach on line {first + 1}"
    assert departure == Departure(first, words, verified=True)


@pytest.mark.filterwarnings("ignore:To copy construct")
def test_a_tensor_made_of_another_is_named_as_a_cut() -> None:
    text = reference_text(kata("contrastive_loss"))
    text = text.replace("= logit_scale * images", "= torch.tensor(logit_scale) * images")
    line = next(i for i, line in enumerate(text.splitlines(), 1) if "torch.tensor(" in line)
    _, departure = judged(kata("contrastive_loss"), text)
    assert departure == Departure(line, "torch.tensor cuts the gradient here", verified=True)


def test_a_number_made_of_a_tensor_is_a_cut_and_of_a_text_is_none() -> None:
    text = "def f(x, scale):\n    y = x * float(scale)\n    return y + float('inf')\n"
    (found,) = uncut(text, "", is_sure=True)
    assert found.cuts == ((2, "float"),)
    assert "y = x * (scale)\n" in found.text


def test_a_case_with_fewer_steps_is_the_beginning_of_it() -> None:
    case = ready_for("adam").cases[0]
    assert case.sizes["steps"] > 3
    short = with_steps(case, 3)
    for name, value in case.inputs.items():
        is_by_step = name.endswith("_grads")
        assert torch.equal(short.inputs[name], value[:3] if is_by_step else value)
    assert with_steps(case, None) is case
    assert with_steps(replace(case, sizes={}), 3).inputs == case.inputs


def test_no_tuple_is_multiplied() -> None:
    text = "def f(x, n, left):\n    y = x.new_full((n, n, 1), 0.5)\n    return y.sum(0)\n"
    editor = Editor(text, "def f(x, n):\n    return x.sum(1) * n * 2")
    found = editor.edits((2, 3), (-2, -1, 0, 1, 2, 3))
    assert any("* n" in edit.text for edit in found)
    assert not any(words in edit.text for edit in found for words in ("(n, n, 1) *", "(n, n, 1) +"))
