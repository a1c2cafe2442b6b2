import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torchkata.catalog import evaluate
from torchkata.contracts import KataError

SIZES = {"a": 2, "b": 7, "c": 12}


def operands() -> st.SearchStrategy[str]:
    return st.sampled_from([*SIZES, "0", "1", "3", "25"])


def expressions() -> st.SearchStrategy[str]:
    return st.recursive(
        operands(),
        lambda inner: st.tuples(inner, st.sampled_from(["+", "-", "*", "//", "%"]), inner).map(
            lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
        ),
        max_leaves=8,
    )


@given(expressions())
def test_value_is_what_python_computes(expression: str) -> None:
    try:
        expected = eval(expression, {}, SIZES)
    except ZeroDivisionError:
        with pytest.raises(KataError, match="divides by zero"):
            evaluate(expression, SIZES)
        return
    assert evaluate(expression, SIZES) == expected


@given(st.text(alphabet="ab1 +-*/%()._[]'\"\n\\=<>", max_size=40) | st.text(max_size=40))
def test_any_text_gives_a_whole_number_or_a_kata_error(text: str) -> None:
    with contextlib.suppress(KataError):
        assert type(evaluate(text, {"a": 3, "b": 5})) is int


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("7", 7),
        (" a ", 2),
        ("-1", -1),
        ("a * b - 1", 13),
        ("a * (b - 1)", 12),
        ("c // 5", 2),
        ("b % 4", 3),
        ("a ** b", 128),
        ("-a ** 2", -4),
    ],
)
def test_precedence_is_pythons(expression: str, value: int) -> None:
    assert evaluate(expression, SIZES) == value


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("", "is not a whole-number expression"),
        ("a / b", "is not a whole-number expression"),
        ("1.5", "is not a whole-number expression"),
        ("a.real", "is not a whole-number expression"),
        ("f(a)", "is not a whole-number expression"),
        ("True", "is not a whole-number expression"),
        ("a if b else c", "is not a whole-number expression"),
        ("(((", "is not a whole-number expression"),
        ("n_head * 2", 'unknown symbol "n_head" in "n_head * 2"'),
        ("a // 0", "divides by zero"),
        ("a % (b - 7)", "divides by zero"),
        ("a ** -b", "has a negative exponent"),
        ("9 ** 9 ** 9", "is beyond 64 bits"),
        ("9999999999 * 9999999999", "is beyond 64 bits"),
        ("1 + " * 60 + "1", "too long"),
    ],
)
def test_mistake_is_named(expression: str, words: str) -> None:
    with pytest.raises(KataError) as caught:
        evaluate(expression, SIZES)
    assert words in caught.value.message
