"""Which small changes are made of a file: what they are for is tested where they are run."""

import ast
import textwrap

import pytest

from torchkata.contracts import Edit
from torchkata.source.editing import Editor, Telling, idle_name
from torchkata.source.editing.lost import lost

LOST = [
    pytest.param("y = a\ny = b", [("y", 2)], id="at once"),
    pytest.param("y = a\nif b:\n    y = b\nreturn y", [], id="perhaps"),
    pytest.param("y = a\nif b:\n    y = 1\n    y = 2\nreturn y", [("y", 4)], id="in a branch"),
    pytest.param("y = a\ny = y + b", [], id="read by what replaces it"),
    pytest.param("y = a\ny += b\ny = a", [], id="read by a sum"),
    pytest.param("a = b", [("a", 1)], id="an argument"),
    pytest.param("y = a\nf = lambda: y\ny = b", [], id="read by a function within"),
    pytest.param("y, z = a\ny = z", [], id="one of several"),
    pytest.param("for y in a:\n    pass\ny = b", [], id="of a loop"),
    pytest.param("y = a\nfor i in y:\n    y = i", [], id="read by a loop"),
    pytest.param("y = a\ny: int = b\ny = a", [], id="with an annotation"),
    pytest.param("global y\ny = a\ny = b", [], id="of the module"),
    pytest.param("_ = a\n_ = b", [], id="of no interest"),
]


def function(body: str) -> ast.FunctionDef:
    found = ast.parse("def f(a, b):\n" + textwrap.indent(body, "    ")).body[0]
    assert isinstance(found, ast.FunctionDef)
    return found


@pytest.mark.parametrize(("body", "expected"), LOST)
def test_values_that_nobody_can_read_are_known(body: str, expected: list[tuple[str, int]]) -> None:
    found = [(name, statement.lineno - 1) for name, _, statement in lost(function(body))]
    assert found == expected


def test_what_is_overwritten_at_once_is_told() -> None:
    lines = ["def f(x, w):", "    y = x @ w", "    y = w * 2", "    return y"]
    assert idle_name("\n".join(lines)) == ("y", 3, 3)


CHANGED = [
    pytest.param(
        "rows = g(a[0], 1)\ncolumns = g(a[1], 1) + b",
        "rows = g(a[0], 1) + b",
        0,
        id="as beside it",
    ),
    pytest.param(
        "out = a + b @ b\nden = den * a + b",
        "out = out * a + b @ b",
        0,
        id="as beside it, in part",
    ),
    pytest.param("pass\nnew = a * 2", "b.data.copy_(new)", -1, id="written back"),
    pytest.param("new = a * 2", "new = a * 2; b.data.copy_(new)", -1, id="written back after it"),
    pytest.param(
        "y, z = g(a, f(a), 2), g(a, f(b), b)",
        "y, z = (g(a, f(b), 2), g(a, f(b), b))",
        0,
        id="as called elsewhere",
    ),
    pytest.param("y = a(b)\nact = f", "y = act(b)", -2, id="a name of one's own that is called"),
    pytest.param(
        "y = a / b.var(0).sqrt()", "y = a / (b.var(0) + 1e-05).sqrt()", 0, id="what guards a root"
    ),
    pytest.param("y = g(a)", "y = a + g(a)", 1, id="what a call is given, kept"),
    pytest.param("y = b ** 2", "y = b ** a", 1, id="a name as an exponent"),
    pytest.param("y = nn.Norm(a, 3)", "y = nn.Norm(a)", 1, id="an argument less"),
    pytest.param("y = a * (b + 1)", "y = a * (b + 1).rsqrt()", 2, id="a function more"),
    pytest.param("y = b * 2", "y = (a - b) * 2", 3, id="taken from another one"),
    pytest.param("y = a @ b", "y = a.mT @ b", 2, id="turned"),
    pytest.param("y = torch.zeros(a)", "y = torch.zeros(a + b)", 4, id="of another size"),
    pytest.param("y = list(range(1, a + 1))", "y = list(range(a))", 0, id="a loop from 0"),
    pytest.param("y = list(range(a))", "y = list(range(1, a + 1))", 0, id="a loop from 1"),
    pytest.param("y = a.relu()", "y = a.leaky_relu()", 1, id="a function like it"),
    pytest.param("y = a * 0.3", "y = a * 0.5", 1, id="a number that is often meant"),
    pytest.param("y = a.sum((0, 2, 3))", "y = a.sum((2, 3))", 1, id="an axis less"),
    pytest.param("y = nn.Dropout()", "y = nn.Dropout(b)", 1, id="an argument at all"),
    pytest.param("y = a / b", "y = a / b ** 0.5", 2, id="a root of a number"),
    pytest.param("y = f(g(a))", "y = g(f(a))", 1, id="the other way round"),
    pytest.param("y = nn.Linear(a, b=False)", "y = nn.Linear(a, b=b)", 0, id="by its own name"),
    pytest.param("y = torch.arange(a)", "y = torch.arange(a + 1)", 0, id="one more of them"),
    pytest.param(
        "y, z = nn.Identity(), nn.LayerNorm(a)",
        "y, z = (nn.LayerNorm(a), nn.LayerNorm(a))",
        1,
        id="the class beside it, where the reference knows none of that name",
    ),
]


@pytest.mark.parametrize(("body", "wanted", "rank"), CHANGED)
def test_a_change_is_among_those_of_its_rank(body: str, wanted: str, rank: int) -> None:
    assert wanted in words_of(body, rank)


NORM = """
class Norm(nn.Module):
    def __init__(self, dim):
        self.w_q, self.b_q = nn.Parameter(torch.ones(dim)), nn.Parameter(torch.ones(dim))
        self.w_k, self.b_k = nn.Parameter(torch.ones(dim)), nn.Parameter(torch.ones(dim))
        self.mean, self.var = torch.zeros(dim), torch.ones(dim)

    def forward(self, x):
        q = x * self.w_q + self.b_q
        k, mean, var = self.b_k, x.mean(0), x.var(0)
        self.mean = 0.9 * self.mean + mean
        return (x - self.mean) / self.var * q * k
"""


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (10, "k, mean, var = (x * self.w_k + self.b_k, x.mean(0), x.var(0))"),
        (11, "self.mean = 0.9 * self.mean + mean; self.var = 0.9 * self.var + var"),
    ],
)
def test_what_is_said_of_one_name_is_said_of_another(line: int, wanted: str) -> None:
    assert wanted in [edit.text for edit in Editor(NORM, "").edits([line], (0,))]


def test_where_nothing_stands_yet_a_statement_like_one_beside_it_is_tried() -> None:
    text = NORM.replace("        return", "        pass\n        return")
    words = {edit.text: edit.line for edit in Editor(text, "").edits([11, 12], (0,))}
    assert words["self.var = 0.9 * self.var + var"] == 12
    assert not any(";" in one for one in words)


def test_what_the_reference_alone_does_is_tried_where_nothing_stands() -> None:
    reference = "def f(a, b):\n    a.step()\n    b = a.sum()\n    own = b\n    return b\n"
    text = "def f(a, b):\n    pass\n    return b\n"
    assert {"a.step()", "b = a.sum()"} == {
        edit.text for edit in Editor(text, reference).edits([2], (0,))
    }


def test_a_call_that_only_the_reference_makes_is_tried_after_every_statement() -> None:
    reference = "def f(a, b):\n    a.step()\n    b.zero_()\n    return b\n"
    text = "def f(a, b):\n    b.zero_(1)\n    return b\n"
    words = [edit.text for edit in Editor(text, reference).edits([2], (2,)) if ";" in edit.text]
    assert words == ["b.zero_(1); a.step()"]


def test_a_part_that_nothing_uses_is_put_to_use_with_another_one() -> None:
    text = """
class Block(nn.Module):
    def __init__(self, dim):
        self.norm, self.mlp = nn.LayerNorm(dim), nn.Linear(dim, dim)

    def forward(self, x):
        return x
"""
    words = [edit.text for edit in Editor(text, "").edits([7], (-1,))]
    assert "return x + self.mlp(self.norm(x))" in words
    assert "return x + self.mlp(x)" in words


def test_a_name_that_nothing_reads_is_blended_in() -> None:
    text = """
def f(p, g, m, decay, rate):
    spread = p[:, None]
    m = rate * m
    return g
"""
    words = [edit.text for edit in Editor(text, "").edits([4, 5], (-1,))]
    assert "return g + p * decay" in words
    assert "return g + spread" in words
    assert "m = rate * m + (1 - rate) * decay" in words
    assert "return g + decay[:, None]" in words


def test_a_part_that_nothing_uses_is_only_called() -> None:
    text = """
class Model(nn.Module):
    def __init__(self, dim):
        self.mean, self.gain = nn.Linear(dim, dim), nn.Parameter(torch.ones(dim))

    def forward(self, x):
        return x, self.other(x)
"""
    words = [edit.text for edit in Editor(text, "").edits([7], (-1,))]
    assert "return (self.mean(x), self.other(x))" in words
    assert "return (x, self.other(x)) + self.mean" not in words
    assert "return (x, self.other(x * self.gain))" in words
    assert "return (x, self.other(x * self.mean))" not in words


def test_two_tensors_that_nothing_reads_are_a_layer() -> None:
    text = """
class Layer(nn.Module):
    def __init__(self, dim):
        self.w, self.b = nn.Parameter(torch.ones(dim, dim)), nn.Parameter(torch.ones(dim))

    def forward(self, x):
        return x.relu()
"""
    words = [edit.text for edit in Editor(text, "").edits([7], (-1,))]
    assert "return (x @ self.w + self.b).relu()" in words


def test_a_flag_may_be_whether_it_trains() -> None:
    text = "class A(nn.Module):\n    def forward(self, x):\n        return f(x, False)\n"
    assert "return f(x, self.training)" in [edit.text for edit in Editor(text, "").edits([3], (1,))]
    assert "y = f(a, self.training)" not in words_of("y = f(a, False)", 1)


def test_a_negative_number_is_one_number() -> None:
    assert not [words for words in words_of("y = a[-1]", 0) if "--" in words or "-0" in words]


def test_a_mask_that_nothing_reads_is_given_to_attention() -> None:
    text = "def f(x, mask):\n    return attend(attention(x), x)\n"
    words = [edit.text for edit in Editor(text, "").edits([2], (-1,))]
    assert "return attend(attention(x, attn_mask=mask), x)" in words
    assert "return attend(attention(x), x, attn_mask=mask)" not in words


TELLING = [
    pytest.param("y = leaky_relu(a)", "relu(b)", [], id="a name alone says nothing"),
    pytest.param("y = F.elu(a)", "F.relu(b)", ["y = F.relu(a)"], id="a word it never says"),
    pytest.param("y = a.sum()", "b.sum().sqrt()", ["y = a.sqrt()"], id="one that is missing"),
    pytest.param("y = a + 3", "b + 4", ["y = a + 4"], id="its number"),
    pytest.param("y = F.elu(a)", "b", ["y = F.selu(a)"], id="a foreign one for a foreign one"),
    pytest.param("y = a.sum()", "b.sum()", [], id="all there already"),
]


@pytest.mark.parametrize(("body", "reference", "wanted"), TELLING)
def test_words_of_the_reference_tell(body: str, reference: str, wanted: list[str]) -> None:
    text = f"def f(a, b):\n    {body}\n"
    reference = f"def f(a, b):\n    return {reference}\n"
    replaced = [Edit(2, 4, words) for words in wanted] + [Edit(2, 4, body.replace("a", "b"))]
    telling = Telling(text, reference)
    assert [edit.text for edit in telling.best(replaced)] == wanted
    assert bool(wanted) <= (telling.lines([2]) == [2])


def test_an_option_that_nothing_sets_is_set() -> None:
    text = """
class Attention(nn.Module):
    def forward(self, x, causal=False):
        return x

class Block(nn.Module):
    def __init__(self, dropout):
        self.attention, self.mlp = Attention(), MLP()

    def forward(self, x):
        return self.attention(x)

class MLP(nn.Module):
    def __init__(self, dropout=0.0):
        self.dropout = dropout
"""
    words = [edit.text for edit in Editor(text, "").edits([8, 11], (1,))]
    assert "return self.attention(x, causal=True)" in words
    assert "self.attention, self.mlp = (Attention(), MLP(dropout=dropout))" in words
    said = text.replace("self.attention(x)", "self.attention(x, causal=True)")
    assert "return self.attention(x, causal=False)" not in [
        edit.text for edit in Editor(said, "").edits([11], (1,))
    ]


def test_a_small_number_does_not_become_a_huge_one() -> None:
    reference = "def g():\n    return 10000.0 + 10000 + 7\n"
    words = words_of("y = nn.Conv2d(a, b, 3)", 1, reference)
    assert "y = nn.Conv2d(a, b, 7)" in words
    assert "y = nn.Conv2d(a, b, 10000)" not in words


def test_no_power_gets_a_power_for_its_exponent() -> None:
    reference = "def g(a, b):\n    return a ** b\n"
    assert any("**" in words for words in words_of("y = a ** b", 3, reference))
    assert "y = a ** a ** b" not in words_of("y = a ** b", 3, reference)
    assert "y = b ** b ** 2" in words_of("y = a ** b ** 2", 1, reference)  # as there was before


def test_what_makes_tensors_gets_no_other_sizes() -> None:
    reference = "def g(a, b):\n    return torch.arange(a, device=b) + torch.outer(a, b)\n"
    words = words_of("y = a * 2", 3, reference)
    assert "y = torch.outer(a, b) * 2" in words
    assert not [text for text in words if "arange(" in text.replace("arange(a, device=b)", "")]


def words_of(body: str, rank: int, reference: str = "") -> list[str]:
    """The changes of a function's first line."""
    text = "def f(a, b):\n" + textwrap.indent(body, "    ") + "\n"
    return [edit.text for edit in Editor(text, reference).edits([2], (rank,))]
