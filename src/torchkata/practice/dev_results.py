"""From trials to fates: what is killed, equal, waived, and what should have died."""

from collections.abc import Collection, Iterable, Mapping

from torchkata.contracts import (
    Fate,
    Flaw,
    Kata,
    Mutant,
    MutantResult,
    Trial,
    Variant,
    VariantResult,
)

EQUAL = "the same function on every size and seed that was tried"
UNTESTED = "the cases let it pass; other sizes, seeds or larger values tell it apart"


def mutant_results(
    kata: Kata, mutants: Iterable[Mutant], trials: Mapping[str, Trial]
) -> tuple[MutantResult, ...]:
    """The fate of every mutant."""
    return tuple(mutant_result(kata, mutant, trials[mutant.id]) for mutant in mutants)


def mutant_result(kata: Kata, mutant: Mutant, trial: Trial) -> MutantResult:
    """One mutant's fate; a waiver counts only for what would survive."""
    if not trial.passed:
        fate = Fate.RAISED if trial.raised else Fate.KILLED
        return MutantResult(mutant, fate, trial.message)
    if mutant.id in kata.waivers:
        return MutantResult(mutant, Fate.WAIVED, kata.waivers[mutant.id])
    if trial.told_apart:
        return MutantResult(mutant, Fate.SURVIVED, f"{UNTESTED}: {trial.message}")
    if mutant.operator == "planted":
        return MutantResult(mutant, Fate.SURVIVED, f"{EQUAL}: its planted line is no mistake")
    return MutantResult(mutant, Fate.EQUIVALENT, EQUAL)


def unused_waivers(
    kata: Kata, mutants: Iterable[MutantResult], waived: Collection[str]
) -> tuple[Flaw, ...]:
    """Waivers of what does not exist, or does not survive."""
    fates = {result.mutant.id: result.fate for result in mutants}
    found = []
    for name in kata.waivers:
        fate = fates.get(name)
        if name in waived or fate is Fate.WAIVED:
            continue
        why = "nothing found has this id" if fate is None else f"that mutant is {fate.value}"
        found.append(Flaw(f"waiver:{name}", f'waiver "{name}" in kata.toml: {why}'))
    return tuple(found)


def variant_results(
    variants: Iterable[Variant], trials: Mapping[str, Trial]
) -> tuple[VariantResult, ...]:
    """Which variants passed."""
    return tuple(
        VariantResult(variant, trials[variant.id].passed, trials[variant.id].message)
        for variant in variants
    )
