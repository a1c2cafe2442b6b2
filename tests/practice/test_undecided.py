"""What is advised where a check decides nothing."""

import os
from pathlib import Path

import pytest

from torchkata.catalog import find, kata_folders, load
from torchkata.contracts import Chosen, Outcome, Verdict
from torchkata.practice.undecided import advised_further
from torchkata.source import read_attempt

REASON = "undecided: your parameters could not be related to the reference's"


def advised(kata: str, text: str) -> tuple[str, str]:
    """The reason with its advice, and the next command."""
    path = Path("mine.py")
    attempt = read_attempt(text.encode(), path)
    chosen = Chosen(attempt, find(load(kata_folders(os.environ)), kata), is_newest=False)
    verdict = Verdict(
        kata, str(path), "X", Outcome.ERROR, "cpu", 7, 1.0, (), (REASON, "a stray tensor")
    )
    found = advised_further(verdict, chosen)
    assert found.warnings[1:] == ("a stray tensor",)
    return found.warnings[0], found.next_step


PARTS = "kata check --part NAME, with CausalSelfAttention, MLP or Block"


@pytest.mark.parametrize(
    ("kata", "text", "advice", "command"),
    [
        ("nanogpt", "class Mine: ...", PARTS, "kata check mine.py --seed 8"),
        ("nanogpt", "class MLP: ...", PARTS, "kata check mine.py --parts"),
        ("swiglu", "class Mine: ...", "another --seed, such as 8", "kata check mine.py --seed 8"),
    ],
)
def test_undecided_says_what_may_decide(kata: str, text: str, advice: str, command: str) -> None:
    reason, next_step = advised(kata, text)
    assert reason.startswith(f"{REASON}; try ")
    assert advice in reason
    assert next_step == command
