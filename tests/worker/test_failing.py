"""The part of a text that stands where an exception began."""

import ast
import os
from itertools import islice

import pytest

from torchkata.catalog import kata_folders, load, reference_text
from torchkata.contracts import Kata
from torchkata.worker.failing import Span, meant, operands_of, part_at, span_of

KATAS = load(kata_folders(os.environ))
SOURCE = """class Net(nn.Module):
    def forward(self, x, mask):
        q, k = x.chunk(2)
        return (
            x.transpose(1, 2)
            .view(B, L)
        )


def half(x):
    return x / 2
"""
TREE = ast.parse(SOURCE)


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.id)
def test_every_expression_is_found_at_its_own_span(kata: Kata) -> None:
    tree = ast.parse(reference_text(kata))
    for node in islice(ast.walk(tree), 300):
        if isinstance(node, ast.expr) and (span := span_of(node)) is not None:
            found = part_at(tree, span)
            assert found is not None
            assert span_of(found) == span


def test_a_call_that_begins_at_its_methods_name_is_found() -> None:
    found = part_at(TREE, Span(6, 6, 13, 23))
    assert found is not None
    assert [ast.unparse(part) for part in operands_of(found, TREE)] == [
        "x.transpose(1, 2).view",
        "B",
        "L",
    ]


def test_what_is_unpacked_is_the_operand_of_its_names() -> None:
    found = part_at(TREE, Span(3, 3, 8, 12))
    assert found is not None
    assert [ast.unparse(part) for part in operands_of(found, TREE)] == ["x.chunk(2)"]


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("Net.forward() missing 1 required positional argument: 'mask'", 2),
        ("Net.__init__() got an unexpected keyword argument 'dim'", 1),
        ('Module [Net] is missing the required "forward" function', 1),
        ("half() takes 1 positional argument but 2 were given", 10),
        ("other() takes 1 positional argument but 2 were given", None),
        ("something else", None),
    ],
)
def test_a_message_tells_which_definition_it_is_about(message: str, line: int | None) -> None:
    found = meant(TREE, message)
    assert (found and found.lineno) == line
