"""What a kata may not have is found without a mutant."""

import os
from dataclasses import replace

from torchkata.catalog import find, kata_folders, load
from torchkata.contracts import CaseSpec
from torchkata.judge.author.audit import audit
from torchkata.judge.author.wider import wider


def test_initial_values_of_no_parameter_are_a_flaw() -> None:
    kata = find(load(kata_folders(os.environ)), "scale_shift")
    assert audit(kata, 1) == ()
    changed = replace(kata, initial=("scale", "gain"))
    assert [flaw.id for flaw in audit(changed, 1)] == ["initial:gain"]


def test_attributes_that_the_reference_does_not_keep_are_a_flaw() -> None:
    kata = find(load(kata_folders(os.environ)), "nanogpt")
    changed = replace(kata, attributes=("block_size", "n_layer"))
    assert [flaw.id for flaw in audit(changed, 1)] == ["attribute:n_layer"]


def test_arguments_that_no_gradient_goes_with_are_a_flaw() -> None:
    kata = find(load(kata_folders(os.environ)), "simple_net")
    quiet = CaseSpec("quiet", sizes={"hidden_dim": 3}, grad=False)
    changed = replace(kata, cases=(*kata.cases, quiet))
    assert [flaw.id for flaw in audit(changed, 1)] == ["gradients:quiet"]


def test_no_wider_case_goes_without_gradients() -> None:
    kata = find(load(kata_folders(os.environ)), "simple_net")
    changed = replace(kata, cases=(kata.cases[0], replace(kata.cases[0], name="q", grad=False)))
    assert all(case.grad for case in wider(changed, lambda kata: True).cases)
