"""The only line that differs, or that is missing."""

import ast
import os

import pytest

from torchkata.catalog import find, kata_folders, load, reference_text
from torchkata.source import line_alone
from torchkata.source.alone import Alone

KATAS = load(kata_folders(os.environ))
NAMES = ("silu", "softmax", "configurable_mlp", "cross_attention", "batch_norm", "encoder_block")
TEXT = """def double(x):
    y = x + x
    # no more than that
    return y
"""


@pytest.mark.parametrize("by", ["", "...  # (...)", "pass"])
@pytest.mark.parametrize("name", NAMES)
def test_a_line_that_is_missing_is_not_told_as_another_one(name: str, by: str) -> None:
    reference, target = reference_text(find(KATAS, name)), find(KATAS, name).target
    told = 0
    for node in ast.walk(ast.parse(reference)):
        if not isinstance(node, ast.Assign | ast.Return) or node.lineno != node.end_lineno:
            continue
        lines = reference.splitlines()
        there, line = lines[node.lineno - 1], node.lineno
        indent = there[: len(there) - len(there.lstrip())]
        lines[line - 1 : line] = [indent + by] if by else []
        found = line_alone("\n".join(lines), reference, target)
        if found is None:  # two lines that say the same, say
            continue
        told += 1
        assert found.is_missing
        if by:
            assert (found.first, found.last) == (line, line)
        else:
            assert found.first < line
            assert found.last <= len(lines)
            assert lines[found.last - 1].strip()
    assert told


def test_a_line_that_differs_is_told() -> None:
    assert line_alone(TEXT.replace("x + x", "x * x"), TEXT, "double") == Alone(2, 2)
    assert line_alone(TEXT, TEXT, "double") is None


def test_the_last_line_is_missing_after_the_one_before() -> None:
    cut = TEXT.replace("    return y\n", "")
    assert line_alone(cut, TEXT, "double") == Alone(2, 2, is_missing=True)
