"""The structural diff on the whole catalogue: right rewrites, and statements left out."""

import textwrap

import pytest
from deletions import deletions
from hypothesis import given
from hypothesis import strategies as st

from torchkata.catalog import kata_folders, load, reference_text
from torchkata.contracts import Diff, Kata, RowKind, SameValue
from torchkata.source import compare, recall
from torchkata.source.mutation import variants

KATAS = load(kata_folders({}))
EVERY = 12  # statement is deleted here; `tests/bench/diff.py` deletes them all


def diff(attempt: str, kata: Kata) -> Diff:
    return compare(attempt, reference_text(kata), kata.id, "attempt.py", kata.target)


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.id)
def test_a_reference_in_other_words_is_recalled_whole(kata: Kata) -> None:
    text = reference_text(kata)
    assert diff(text, kata).is_same
    for variant in variants(text, kata.target, kata.fixed_names):
        assert (variant.id, recall(variant.text, text, kata.target)) == (variant.id, 1.0)


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.id)
def test_a_statement_left_out_is_missing_and_nothing_else(kata: Kata) -> None:
    shift = len(kata.id) % EVERY
    for deletion in list(deletions(reference_text(kata)))[shift::EVERY]:
        rows = [row for row in diff(deletion.text, kata).rows if row.kind is not RowKind.SAME]
        rows = [row for row in rows if row.attempt.strip() != "pass"]
        assert {row.kind for row in rows} == {RowKind.MISSING}
        assert {row.reference_line for row in rows} <= set(deletion.lines)
        assert min(row.reference_line for row in rows) in (deletion.lines[0], deletion.lines[0] + 1)


def function(body: str) -> str:
    """A file with a small model that holds the lines."""
    lines = textwrap.indent(textwrap.dedent(body).strip(), "        ")
    return (
        "import math\nimport torch\nimport torch.nn.functional as F\nfrom torch import nn\n"
        "class Model(nn.Module):\n    def __init__(self, d):\n        super().__init__()\n"
        "        self.d = d\n        self.up = nn.Linear(d, d)\n        self.p = 0.1\n"
        f"    def forward(self, x, mask):\n        B, L, D = x.shape\n{lines}\n"
    )


ALIKE = {
    "softmax": ("return x.softmax(-1)", "return F.softmax(x, dim=-1)"),
    "axis": ("return x.sum(dim=1, keepdim=True)", "return torch.sum(x, axis=1, keepdims=True)"),
    "power": ("return x * self.d**-0.5", "return x / math.sqrt(self.d)"),
    "square": ("return (x**2).mean(-1)", "return x.square().mean(dim=-1)"),
    "operands": ("return 2 + x * L", "return L * x + 2"),
    "minus": ("return x - B", "return -B + x"),
    "einsum": ("return x @ x.mT", "return torch.einsum('bid,bjd->bij', x, x)"),
    "swapped": ("return x.transpose(1, 2)", "return torch.swapaxes(x, 2, 1)"),
    "permuted": ("return x.transpose(-2, -1)", "return x.permute(0, 2, 1)"),
    "view": ("return x.view(B, L, 2, -1)", "return x.reshape((B, L, 2, D // 2))"),
    "flatten": ("return x.reshape(B, L * D)", "return x.flatten(1)"),
    "unflatten": ("return x.view(B, L, 2, D // 2)", "return x.unflatten(-1, (2, -1))"),
    "new axis": ("return x[:, None, :]", "return x.unsqueeze(1)"),
    "last axis": ("return x[..., None]", "return x.unsqueeze(dim=-1)"),
    "where": (
        "return x.masked_fill(~mask, float('-inf'))",
        "return torch.where(mask, x, -math.inf)",
    ),
    "equal to 0": (
        "return x.masked_fill(~mask, -1e9)",
        "return x.masked_fill(mask == 0, -1e9)",
    ),
    "size": ("return torch.zeros(x.shape[1])", "return torch.zeros(x.size(1))"),
    "temporary": ("return (x + 1).exp()", "y = x + 1\ny = torch.exp(y)\nreturn y"),
    "in place": ("x = x + 1\nreturn x", "x += 1\nreturn x"),
    "underscore": ("y = x.exp()\ny = y + 1\nreturn y", "y = x.exp()\ny.add_(1)\nreturn y"),
    "weights": ("return self.up(x)", "return F.linear(x, self.up.weight, self.up.bias)"),
    "taken apart": (
        "a, b = x.chunk(2, -1)\nreturn a * b",
        "y, z = x.chunk(2, dim=-1)\nreturn y * z",
    ),
    "bound names": ("return [a + 1 for a in x]", "return [row + 1 for row in x]"),
    "comparison": ("return x > 0", "return 0 < x"),
}
UNLIKE = {
    "axis": ("return x.softmax(-1)", "return x.softmax(-2)"),
    "minus": ("return x - B", "return B - x"),
    "matmul": ("return x @ x.mT", "return x.mT @ x"),
    "einsum": ("return x @ x.mT", "return torch.einsum('bid,bjd->bji', x, x)"),
    "shape": ("return x.view(B, L, 2, D // 2)", "return x.view(B, L, D // 2, 2)"),
    "mask": ("return x.masked_fill(~mask, 0)", "return x.masked_fill(mask, 0)"),
    "parts": ("a, b = x.chunk(2, -1)\nreturn a - b", "b, a = x.chunk(2, -1)\nreturn a - b"),
    "order": ("x = x + 1\nx = x.exp()\nreturn x", "x = x.exp()\nx = x + 1\nreturn x"),
    "comparison": ("return x > 0", "return x >= 0"),
    "layer": ("return self.up(x)", "return self.up(x) + self.up.bias"),
    "root of a square": ("return (x**2) ** 0.5", "return x"),
    "joined": ("return [*x] + [1]", "return [1] + [*x]"),
}


@pytest.mark.parametrize("pair", ALIKE.values(), ids=ALIKE)
def test_another_spelling_is_the_same(pair: tuple[str, str]) -> None:
    one, other = map(function, pair)
    assert compare(other, one, "k", "k.py", "Model").is_same
    assert compare(one, other, "k", "k.py", "Model").is_same


@pytest.mark.parametrize("pair", UNLIKE.values(), ids=UNLIKE)
def test_another_value_is_not(pair: tuple[str, str]) -> None:
    one, other = map(function, pair)
    assert not compare(other, one, "k", "k.py", "Model").is_same
    assert recall(other, one, "Model") < 1


def test_a_changed_line_counts_less_than_half_and_a_missing_one_nothing() -> None:
    whole = function("y = self.up(x).softmax(-1)\nreturn y @ x")
    changed = recall(whole.replace("softmax(-1)", "softmax(-2)"), whole, "Model")
    missing = recall(whole.replace("y = self.up(x).softmax(-1)", ""), whole, "Model")
    assert missing < changed < 1


def test_extra_lines_are_told_and_cost_nothing() -> None:
    whole = function("return self.up(x)")
    found = compare(whole.replace("B, L", "print(x)\n        B, L"), whole, "k", "k.py", "Model")
    assert [row.attempt.strip() for row in found.rows if row.kind is RowKind.EXTRA] == ["print(x)"]
    assert found.recall == 1


def test_what_is_no_python_recalls_nothing() -> None:
    assert recall("def f(", "def f(x):\n    return x\n", "f") == 0


def test_names_of_layers_are_told_in_the_references_words() -> None:
    whole = function("return self.up(x)")
    found = compare(whole.replace("self.up", "self.fc1"), whole, "k", "k.py", "Model")
    assert (found.is_same, found.renamed) == (True, (("fc1", "up"),))


def test_lines_of_the_same_value_count_as_the_same_and_say_so() -> None:
    one, other = function("return x.exp()"), function("return 1 / x.neg().exp().sqrt() ** 2")
    line = len(one.splitlines())
    known = [SameValue(line, line)]
    found = compare(other, one, "k", "k.py", "Model", same_values=known)
    assert (found.is_same, found.recall, found.rows[-1].by_value) == (True, 1.0, True)


def test_what_only_a_line_of_the_same_value_uses_is_said_with_it() -> None:
    one = function("y = x + 1\nz = y.exp()\nreturn z * 2")
    other = function("z = self.up(x).exp()\nreturn z * 2")
    line = len(one.splitlines()) - 1
    assert not compare(other, one, "k", "k.py", "Model").is_same
    known = [SameValue(line - 1, line)]
    found = compare(other, one, "k", "k.py", "Model", same_values=known)
    assert (found.is_same, found.recall) == (True, 1.0)
    assert [row.by_value for row in found.rows[-3:]] == [True, True, False]


@given(st.text(alphabet="xyzab =+*-/@()[].,:\n \t0123#'", max_size=60))
def test_any_text_is_compared_without_complaint(text: str) -> None:
    assert 0 <= recall(text, function("return x"), "Model") <= 1
