"""What every mutant is, whatever its operator; and the mutants that an author writes."""

import ast

import pytest

from torchkata.contracts import KataError
from torchkata.source.mutation import mutants, planted, unified

TEXT = '''"""A docstring with 3 numbers."""

import torch


def scaled(x: "Tensor[2]", factor: int = 3) -> "Tensor[2]":
    """Times 3."""
    if factor > 9:
        raise ValueError(f"factor ({factor + 1}) is above 9")
    return x * factor  # (B, D)
'''


def test_ids_are_unique_and_stay_the_same() -> None:
    ids = [mutant.id for mutant in mutants(TEXT)]
    assert len(set(ids)) == len(ids)
    assert ids == [mutant.id for mutant in mutants(TEXT)]


def test_an_id_names_operator_and_line() -> None:
    dropped = next(m for m in mutants(TEXT) if m.operator == "drop-operand")
    assert dropped.id.startswith("drop-operand:10:")
    assert (dropped.before, dropped.after) == ("x * factor", "x")


def test_every_mutant_compiles_and_differs() -> None:
    trees = [ast.dump(ast.parse(mutant.text)) for mutant in mutants(TEXT)]
    assert len(set(trees)) == len(trees)
    assert ast.dump(ast.parse(TEXT)) not in trees


def test_guards_docstrings_and_annotations_are_left_alone() -> None:
    kept = TEXT.splitlines()[:5] + TEXT.splitlines()[6:9]
    for mutant in mutants(TEXT):
        assert [line for line in kept if line not in mutant.text] == []
        assert '"Tensor[2]", factor' in mutant.text


def test_comments_and_formatting_stay() -> None:
    assert all("# (B, D)" in mutant.text for mutant in mutants(TEXT))


def test_first_values_of_parameters_are_no_part_of_the_function() -> None:
    text = (
        "class M:\n    def __init__(self, n):\n        self.w = nn.Parameter(f(n, 3) * n**-0.5)\n"
    )
    befores = {mutant.before for mutant in mutants(text)}
    assert not {"n**-0.5", "-0.5", "f(n, 3) * n**-0.5"} & befores
    assert "3" in befores


def test_a_replacement_is_bracketed_where_its_surroundings_could_pull_it_apart() -> None:
    text = "def f(x, y):\n    return x * torch.sqrt(y + 1)\n"
    outside = next(m for m in mutants(text) if m.operator == "eps-place")
    assert "return x * (torch.sqrt(y) + 1)" in outside.text


def test_a_planted_mutant_shows_its_line() -> None:
    mutant = planted("twice.py", TEXT.replace("factor  # (B, D)", "2  # PLANTED"), TEXT)
    assert (mutant.id, mutant.line, mutant.after) == ("mutants/twice.py", 10, "return x * 2")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (TEXT, "0 lines end in # PLANTED"),
        (TEXT.replace("(B, D)", "PLANTED").replace("import torch", "import math"), "elsewhere"),
        (TEXT.replace("return x", "return (x").replace("(B, D)", "PLANTED"), "line 10"),
    ],
    ids=["unmarked", "changed elsewhere", "not Python"],
)
def test_a_file_that_is_no_mutant_is_refused(text: str, words: str) -> None:
    with pytest.raises(KataError, match=words) as caught:
        planted("bad.py", text, TEXT)
    assert "one bug" in caught.value.hint


def test_a_diff_shows_the_mistake_and_little_else() -> None:
    mutant = next(m for m in mutants(TEXT) if m.operator == "drop-operand")
    lines = unified(TEXT, mutant.text, by_meaning=False)
    assert [line for line in lines if line[:1] in "+-"] == [
        "-    return x * factor  # (B, D)",
        "+    return x  # (B, D)",
    ]
