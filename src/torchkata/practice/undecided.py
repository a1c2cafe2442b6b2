"""What to do where a whole attempt could neither be passed nor failed."""

from dataclasses import replace

from torchkata.contracts import Chosen, Verdict
from torchkata.contracts.typed import typed
from torchkata.practice.parts import part_names


def advised_further(verdict: Verdict, chosen: Chosen) -> Verdict:
    """The verdict with its reason followed by what may decide it."""
    names = part_names(chosen.kata)
    path, other = typed(chosen.attempt.path), verdict.seed + 1
    tries = f"try another --seed, such as {other}"
    next_step = f"kata check {path} --seed {other}"
    if names:
        listed = ", ".join(names[:-1]) + " or " * (len(names) > 1) + names[-1]
        tries = f"try its parts alone (kata check --part NAME, with {listed}), or another --seed"
    if any(chosen.attempt.defines(name) for name in names):
        next_step = f"kata check {path} --parts"
    reason, *rest = verdict.warnings
    return replace(verdict, warnings=(f"{reason}; {tries}", *rest), next_step=next_step)
