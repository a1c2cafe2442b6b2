import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torchkata.catalog.grammar import read_input
from torchkata.contracts import KataError, TensorSpec, ValueSpec

DIMS = st.lists(st.sampled_from(["B", "L", "n_heads * head_dim", "L + 1", "3"]), max_size=4)
BOUNDS = st.sampled_from(["vocab_size", "L", "10", "2 * C"])


@st.composite
def specs(draw: st.DrawFn) -> TensorSpec:
    dtype = draw(st.sampled_from(["float", "int", "mask"]))
    dims, optional = tuple(draw(DIMS)), draw(st.booleans())
    positive = dtype == "float" and draw(st.booleans())
    grad = dtype == "float" and draw(st.booleans())
    low = draw(BOUNDS) if dtype == "int" else "0"
    high = draw(BOUNDS) if dtype == "int" else None
    bounds = (f" < {high}" if low == "0" else f" >= {low} < {high}") if dtype == "int" else ""
    words = " positive" * positive + " no grad" * (dtype == "float" and not grad)
    text = f"{dtype}[{', '.join(dims)}]{bounds}{words}{' | none' * optional}"
    return TensorSpec(text, dtype, dims, low, high, positive, grad, optional)


@given(specs())
def test_a_spec_reads_as_it_was_written(spec: TensorSpec) -> None:
    assert read_input(spec.text) == spec


@given(st.text(alphabet="flointmask[]<>=|, BL1+*none posgradtive", max_size=40) | st.text())
def test_any_text_gives_a_spec_or_a_kata_error(text: str) -> None:
    with contextlib.suppress(KataError):
        assert isinstance(read_input(text), TensorSpec | ValueSpec)


def test_modifiers_come_in_any_order() -> None:
    spec = read_input("float[B] no grad positive | none")
    assert isinstance(spec, TensorSpec)
    assert (spec.positive, spec.grad, spec.optional) == (True, False, True)


def test_no_dims_are_a_scalar() -> None:
    spec = read_input("float[]")
    assert isinstance(spec, TensorSpec)
    assert spec.dims == ()


def test_no_brackets_are_a_plain_value() -> None:
    assert read_input("n_heads + 1") == ValueSpec(expression="n_heads + 1")
    assert read_input("none") == ValueSpec()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("double[B]", '"double" is none of float, int and mask'),
        ("float[B", "is not a tensor"),
        ("float[B,, L]", "is not a whole-number expression"),
        ("float[B] possitive", 'a float has no "possitive"'),
        ("float[B] < 3", 'a float has no "< 3"'),
        ("mask[B] positive", 'a mask has no "positive"'),
        ("int[B]", 'an int needs "< HIGH" or ">= LOW < HIGH"'),
        ("int[B] <= 3", "an int needs"),
        ("int[B] < 3 >= 1", "an int needs"),
        ("float[B] | nothing", 'ends in "| nothing", not in "| none"'),
        ("3 | none", "is not a tensor"),
    ],
)
def test_mistake_is_named(text: str, words: str) -> None:
    with pytest.raises(KataError) as caught:
        read_input(text)
    assert words in caught.value.message
