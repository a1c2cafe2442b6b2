"""The grammar of shape comments."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torchkata.source.shapes import docstring_notes, shape_notes
from torchkata.source.shapes.dims import read_dim
from torchkata.source.shapes.notes import read_note

SHAPES = {
    "(B, nh, P, d)": ["B", "nh", "P", "d"],
    "[B, L, D]": ["B", "L", "D"],
    "(B, H*W, 3D) each": ["B", "H*W", "3D"],
    "(B, P + 1, D): the class token first": ["B", "P + 1", "D"],
    "(B, P=196, D)": ["B", "P", "D"],
    "(B, (H/p) * (W/p), p*p*C)": ["B", "(H/p) * (W/p)", "p*p*C"],
    "(..., 1, ...)": ["...", "1", "..."],
    "(N,)": ["N"],
    "(N)": ["N"],
    "()": [],
    "(...), 0 to 1": ["..."],
    "shape: (B, L)": ["B", "L"],
    "now (B, L)": ["B", "L"],
    "(B, self.n_heads)": ["B", "self.n_heads"],
}
PROSE = [
    "(optional)",
    "see (Vaswani, 2017)",
    "values in [0, 1]",
    "[0, 1]",
    "(0, 1)",
    "(q, k, v) = x.chunk(3)",
    "(a, b).T",
    "cat(a, b)",
    "eps (1e-5) keeps it finite",
    "the (B, L, D) stream goes on",
    "(",
]
KNOWN = {"B": 2, "P": 16, "D": 24, "H": 8, "W": 8, "p": 2}


@pytest.mark.parametrize(("comment", "dims"), SHAPES.items())
def test_a_shape_is_read(comment: str, dims: list[str]) -> None:
    groups, _ = read_note(comment)
    assert [[dim.text for dim in group.dims] for group in groups] == [dims]


@pytest.mark.parametrize("comment", PROSE)
def test_prose_and_code_are_no_shape(comment: str) -> None:
    assert read_note(comment) == ((), ())


def test_labels_arrows_and_equations_are_read() -> None:
    groups, equations = read_note("q: (B, L), k: (B, S) -> (B, L, S) where S = 2*L, D = 3 of it")
    assert [(g.label, g.is_after_arrow) for g in groups] == [("q", 0), ("k", 0), ("", 1)]
    assert [(name, dim.text) for name, dim in equations] == [("S", "2*L"), ("D", "3")]


@pytest.mark.parametrize(
    ("text", "size"),
    [("3*D", 72), ("3D", 72), ("D / 2", 12), ("P+1", 17), ("H/p * W/p", 16), ("(H + W) // 3", 5)],
)
def test_an_axis_has_a_size(text: str, size: int) -> None:
    dim = read_dim(text)
    assert dim is not None
    assert dim.value(KNOWN) == size


def test_an_axis_without_all_its_letters_has_none() -> None:
    dim = read_dim("H/q")
    assert dim is not None
    assert dim.value(KNOWN) is None
    assert dim.solved(Fraction(4), KNOWN) == ("q", 2)


def test_comments_are_found_beside_code_and_alone() -> None:
    text = 'x = f("# (B, L)")  # (B,)\n# (B, L, D)\ny = 1  # why (not)\n'
    assert [(note.line, note.is_alone, note.says) for note in shape_notes(text)] == [
        (1, False, "(B,)"),
        (2, True, "(B, L, D)"),
    ]


def test_a_class_docstring_speaks_of_its_forward() -> None:
    text = 'class A:\n    """(B, L) -> (B,)."""\n    def f(self):\n        """(N,)."""\n'
    assert list(docstring_notes(text)) == ["A.forward", "A.f"]


AXES = st.recursive(
    st.sampled_from(["B", "L", "n_heads", "F(2)", "F(17)"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(
        lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
    ),
    max_leaves=5,
)


@given(AXES)
def test_an_axis_is_worth_what_python_says(expression: str) -> None:
    values = {"B": Fraction(5), "L": Fraction(7), "n_heads": Fraction(3)}
    dim = read_dim(expression.replace("F(2)", "2").replace("F(17)", "17"))
    assert dim is not None
    try:
        expected = eval(expression, {"F": Fraction, **values})
    except ZeroDivisionError:
        expected = None
    assert dim.value(values) == expected


@given(st.text(alphabet="()[]{}BLD123 ,.:=->*/+#…?_where and\t", max_size=60))
def test_no_comment_breaks_the_reader(comment: str) -> None:
    groups, _ = read_note(comment)
    for group in groups:
        for dim in group.dims:
            dim.value({"B": 2, "L": 0})
            dim.solved(Fraction(6), {"B": 2, "L": 0})
