import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torchkata.contracts import Attempt
from torchkata.source import read_attempt

PATH = Path("attempt.py")


def read(text: str) -> Attempt:
    return read_attempt(text.encode(), PATH)


HEADERS = {
    "first line": ("# kata: softmax\n", "softmax"),
    "after a shebang and a blank line": ("#!/usr/bin/env python\n\n# kata: softmax\n", "softmax"),
    "without spaces": ("#kata:softmax\nx = 1", "softmax"),
    "with words behind": ("# kata: softmax (white belt)\n", "softmax"),
    "after code": ("x = 1\n# kata: softmax\n", None),
    "in a docstring": ('"""\n# kata: softmax\n"""', None),
    "beside code": ("x = 1  # kata: softmax", None),
    "other words": ("# katas: softmax\n", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("text", "kata"), HEADERS.values(), ids=HEADERS)
def test_header_counts_in_the_leading_comments_only(text: str, kata: str | None) -> None:
    assert read(text).kata == kata


def test_header_is_read_where_the_code_is_broken() -> None:
    assert read("# kata: softmax\ndef f(:\n").kata == "softmax"


DEFINITIONS = {
    "class and function": ("class A: ...\ndef f(): ...", [("A", "class", 1), ("f", "function", 2)]),
    "imports": (
        "import os.path, torch as t\nfrom a import b as c, d\nfrom e import *",
        [("os", "import", 1), ("t", "import", 1), ("c", "import", 2), ("d", "import", 2)],
    ),
    "assignments": (
        "a = b = 1\nc, (d, *e) = f\ng: int = 1\nh: int\ni.j = k[0] = 1",
        [(name, "name", line) for name, line in zip("abcdeg", [1, 1, 2, 2, 2, 3], strict=True)],
    ),
    "inside if and try": (
        "if x:\n    a = 1\nelse:\n    def b(): ...\ntry:\n    import c\nexcept E:\n    c = None",
        [("a", "name", 2), ("b", "function", 4), ("c", "import", 6), ("c", "name", 8)],
    ),
    "with and for": (
        "with o() as a:\n    b = 1\nfor c in d:\n    pass",
        [("a", "name", 1), ("b", "name", 2), ("c", "name", 3)],
    ),
    "comprehension": ("a = [b for b in c]", [("a", "name", 1)]),
    "inside a function": ("def f():\n    def g(): ...", [("f", "function", 1)]),
    "main block": ('if __name__ == "__main__":\n    a = 1\nelse:\n    b = 1', [("b", "name", 4)]),
}


@pytest.mark.parametrize(("text", "expected"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_names_bound_at_the_top_level_are_found(
    text: str, expected: list[tuple[str, str, int]]
) -> None:
    found = [(d.name, d.kind, d.line) for d in read(text).definitions]
    assert sorted(found) == sorted(expected)


PROBLEMS = {
    "colon missing": ("x = 1\ndef f()\n    pass", 2, 8, "def f()", "expected ':'"),
    "bracket open": ("x = f(1,\n", 1, 6, "x = f(1,", "'(' was never closed"),
    "return outside": ("x = 1\nreturn x", 2, 1, "return x", "'return' outside function"),
    "return after accents": ("é = 'ö'; return 1", 1, 10, "é = 'ö'; return 1", "'return' outside"),
    "await outside": ("await x", 1, 1, "await x", "'await' outside function"),
    "dedent": ("if x:\n    y\n  z", 3, 4, "  z", "unindent does not match"),
    "future": ("x\nfrom __future__ import annotations", 2, 1, "from __future__", "from __future__"),
    "same argument twice": ("def f(a, a): ...", 1, 1, "def f(a, a): ...", "duplicate argument"),
}


@pytest.mark.parametrize(
    ("text", "line", "column", "shown", "message"), PROBLEMS.values(), ids=PROBLEMS
)
def test_problem_has_its_place_and_pythons_words(
    text: str, line: int, column: int, shown: str, message: str
) -> None:
    problem = read(text).problem
    assert problem is not None
    assert problem.line == line
    assert problem.text.startswith(shown)
    assert message in problem.message
    assert 1 <= problem.column <= len(problem.text) + 1
    if "duplicate" not in message and "unindent" not in message:  # their column varies by version
        assert problem.column == column


def test_a_file_with_a_problem_defines_nothing() -> None:
    assert read("class A: ...\n)").definitions == ()


def test_bytes_that_are_no_text_are_a_problem_in_their_line() -> None:
    attempt = read_attempt(b"# kata: softmax\nx = '\xff\xfe'\n", PATH)
    assert attempt.kata == "softmax"
    assert attempt.problem is not None
    assert (attempt.problem.line, attempt.problem.column) == (2, 6)


BOMBS = {
    "brackets": "(" * 100_000,
    "minus signs": "-" * 100_000 + "1",
    "sum": "x = " + "1 + " * 100_000 + "1",
    "attributes": "x = a" + ".b" * 100_000,
    "lambdas": "lambda: " * 20_000 + "1",
    "blocks": "".join(" " * i + "if x:\n" for i in range(300)) + " " * 300 + "y",
    "digits": "x = " + "9" * 10_000,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_depth_is_a_problem_and_not_a_crash(text: str) -> None:
    assert read(text).problem is not None


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    assert isinstance(read_attempt(data, PATH), Attempt)


@given(st.text(alphabet="abif()[]{}:=.,\"'\\#\n\t 0+-*@é\r\f\0", max_size=60))
def test_no_text_makes_it_raise(text: str) -> None:
    problem = read(text).problem
    assert problem is None or 1 <= problem.column <= len(problem.text) + 1


def test_warnings_about_the_code_stay_inside() -> None:
    assert read("x = 1 is 1\ny = '\\d'\nassert (x, y)").problem is None


def test_a_long_file_is_read_in_a_blink() -> None:
    text = "def f(x):\n    y = x.view(1, 2) @ x  # (B, L)\n    return y\n\n\n" * 200
    start = time.perf_counter()
    read(text)
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize("depth", [200, 900, 1000, 1500, 3000, 50_000])
@pytest.mark.parametrize("deep", ["x = {}1", "x = 1{}", "def f():\n    return 1{}"])
def test_whatever_is_nested_deeply_is_read_or_said_to_be_too_deep(deep: str, depth: int) -> None:
    found = read_attempt(deep.format(("-" if "{}1" in deep else "+0") * depth).encode(), PATH)
    if found.problem is None:
        assert [one.name for one in found.definitions] == ["f" if "def" in deep else "x"]
    else:
        assert "nested too deeply" in found.problem.message
