"""What a kata may not have is found without a mutant."""

import os
from dataclasses import replace

from torchkata.catalog import find, kata_folders, load
from torchkata.judge.author.audit import audit


def test_initial_values_of_no_parameter_are_a_flaw() -> None:
    kata = find(load(kata_folders(os.environ)), "scale_shift")
    assert audit(kata, 1) == ()
    changed = replace(kata, initial=("scale", "gain"))
    assert [flaw.id for flaw in audit(changed, 1)] == ["initial:gain"]
