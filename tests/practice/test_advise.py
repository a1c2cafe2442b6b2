"""Advice under a verdict: three at most, and nothing that the verdict says already."""

import os
from dataclasses import replace
from pathlib import Path

from torchkata.catalog import find, kata_folders, load
from torchkata.contracts import Attempt, Check, Chosen, Outcome, Raised, Verdict
from torchkata.practice.advise import advised
from torchkata.practice.reading import Reading

KATA = find(load(kata_folders(os.environ)), "self_attention")
TEXT = """import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, dim, n_heads):
        super().__init__()
        self.a = nn.Linear(dim, dim)
        self.b = nn.Linear(dim, dim)
        self.c = nn.Linear(dim, dim)
        self.d = torch.ones(dim)

    def forward(self, x, mask=None):
        return x.squeeze() * self.missing
"""
FAILED = Verdict("self_attention", "a.py", "SelfAttention", Outcome.FAILED, "cpu", 1, 0.1, ())


def rules(verdict: Verdict, text: str = TEXT) -> list[str]:
    chosen = Chosen(Attempt(Path("a.py"), text, KATA.id, (), None), KATA, False)
    return [one.rule for one in advised(Reading(chosen), verdict)]


def test_three_at_most_and_the_weightiest_first() -> None:
    assert rules(FAILED) == ["never-set", "unused-layer", "unused-layer"]


def test_the_line_that_raised_is_explained_already() -> None:
    error = Raised("calling raises", "AttributeError", "no attribute 'missing'", line=14)
    assert rules(replace(FAILED, error=error)) == ["unused-layer"] * 3


def test_what_a_warning_names_is_not_said_twice() -> None:
    warnings = ("self.d is a plain tensor: not saved, not moved", "a.weight is never used")
    assert rules(replace(FAILED, warnings=warnings)) == ["never-set"] + ["unused-layer"] * 2
    every = (*warnings, "b.weight is never used", "c.weight is never used")
    assert rules(replace(FAILED, warnings=every)) == ["never-set", "squeezed-all"]


def test_what_the_failed_check_says_is_not_said_twice() -> None:
    check = Check("state", False, "self.d is a plain tensor: torch does not train, save or move it")
    text = TEXT.replace(" * self.missing", " * self.d * (self.a, self.b, self.c)")
    assert rules(FAILED, text) == ["plain-tensor", "squeezed-all"]
    assert rules(replace(FAILED, checks=(check,)), text) == ["squeezed-all"]


def test_a_layer_that_was_only_misspelt_is_not_called_unused() -> None:
    error = Raised("", "AttributeError", "", line=14, near=("a",))
    lines = rules(replace(FAILED, error=error), TEXT.replace("        self.b", "        self.a"))
    assert lines.count("unused-layer") == 1


def test_a_right_attempt_hears_of_habits_alone() -> None:
    assert rules(replace(FAILED, outcome=Outcome.PASSED)) == ["squeezed-all"]
