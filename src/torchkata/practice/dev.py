"""`kata dev check`: whether a kata's own files hold together and its cases catch every mistake."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from torchkata import catalog
from torchkata.contracts import (
    DevReport,
    Examination,
    Flaw,
    Kata,
    KataError,
    KataReport,
    Mutant,
    Shown,
    Specimen,
    Variant,
)
from torchkata.practice.dev_results import mutant_results, unused_waivers, variant_results
from torchkata.practice.place import Place

SEED = 11
REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Study:
    """A kata with everything that is tried on it."""

    kata: Kata
    mutants: tuple[Mutant, ...]
    variants: tuple[Variant, ...]
    scaffolds: tuple[Specimen, ...]  # those of the practice files that have to be run
    flaws: tuple[Flaw, ...]  # found by reading

    @property
    def specimens(self) -> tuple[Specimen, ...]:
        """All texts for the judge; the reference first."""
        reference = Specimen(REFERENCE, catalog.reference_text(self.kata), should_pass=True)
        right = (Specimen(v.id, v.text, should_pass=True) for v in self.variants)
        wrong = (Specimen(m.id, m.text, should_pass=False) for m in self.mutants)
        return (reference, *self.scaffolds, *right, *wrong)


def dev_check(
    place: Place, names: Sequence[str], *, tell: Callable[[int, int], None], sample: int = 1
) -> DevReport:
    """Report on the katas called `names`, or on all of them.

    With `sample`, of so many mutants only one is tried. `tell` hears how many parts of the work
    are done, and of how many.
    """
    started = perf_counter()
    studies = [sampled(study(kata), sample) for kata in chosen(place, names)]
    from torchkata.judge.author import Exam, examine

    exams = [Exam(studied.kata, studied.specimens) for studied in studies]
    found = examine(exams, seed=SEED, workers=os.cpu_count() or 1, tell=tell)
    reports = [
        report(place, studied, examination)
        for studied, examination in zip(studies, found, strict=True)
    ]
    return DevReport(tuple(reports), perf_counter() - started)


def dev_show(place: Place, name: str, identifier: str) -> Shown:
    """One mutant or variant of a kata beside its reference. KataError where there is none."""
    from torchkata.source.mutation import unified

    studied = study(catalog.find(place.katas(), name))
    reference = catalog.reference_text(studied.kata)
    for mutant in studied.mutants:
        if mutant.id == identifier:
            title = f"{mutant.operator}, line {mutant.line}"
            return Shown(name, title, unified(reference, mutant.text, by_meaning=False))
    for variant in studied.variants:
        if variant.id == identifier:
            title = f"{variant.id}, {variant.sites} places"
            return Shown(name, title, unified(reference, variant.text, by_meaning=True))
    raise KataError(
        f'{name} has no mutant or variant called "{identifier}"',
        hint=f"`kata dev check {name} --json` names them all",
    )


def chosen(place: Place, names: Sequence[str]) -> tuple[Kata, ...]:
    """The katas by name, each once, or every one."""
    katas = place.katas()
    if not names:
        return catalog.all_sound(katas)
    found = {kata.id: kata for kata in (catalog.find(katas, name) for name in names)}
    return tuple(found.values())


def sampled(studied: Study, sample: int) -> Study:
    """The same with one of `sample` mutants, and those that are waived."""
    waived = studied.kata.waivers
    kept = [m for i, m in enumerate(studied.mutants) if i % sample == 0 or m.id in waived]
    return replace(studied, mutants=tuple(kept))


def study(kata: Kata) -> Study:
    """Everything that reading a kata's folder gives."""
    from torchkata.source import forbidden_uses
    from torchkata.source.mutation import mutants, variants

    text = catalog.reference_text(kata)
    own, flaws = own_mutants(kata, text)
    rewritten = variants(text, kata.target, kata.fixed_names)
    allowed = tuple(v for v in rewritten if not forbidden_uses(v.text, kata.forbidden, kata.target))
    return Study(
        kata=kata,
        mutants=(*mutants(text, kata.target), *own),
        variants=allowed,
        scaffolds=scaffolds(kata, text),
        flaws=(*folder_flaws(kata), *flaws),
    )


def own_mutants(kata: Kata, text: str) -> tuple[tuple[Mutant, ...], tuple[Flaw, ...]]:
    """The mutants in the kata's folder, and what is wrong with those that are none."""
    from torchkata.source.mutation import planted

    found: list[Mutant] = []
    flaws: list[Flaw] = []
    for name, mutated in catalog.mutant_texts(kata).items():
        try:
            found.append(planted(name, mutated, text))
        except KataError as error:
            flaws.append(Flaw(f"mutants/{name}", f"{error.message}: {error.hint}"))
    return tuple(found), tuple(flaws)


def folder_flaws(kata: Kata) -> tuple[Flaw, ...]:
    """Files that no kata has, and facts that every kata gives."""
    strays = catalog.stray_files(kata)
    flaws = [Flaw(f"file:{path}", f"{path} is no file of a kata") for path in strays]
    if not kata.sources:
        flaws.append(Flaw("sources", "kata.toml names no source"))
    return tuple(flaws)


def scaffolds(kata: Kata, text: str) -> tuple[Specimen, ...]:
    """The practice files that define the target; the others fail without being run."""
    from torchkata.source import LEVELS, read_attempt, scaffold

    found = []
    for level in LEVELS:
        written = scaffold(kata, text, level)
        attempt = read_attempt(written.encode(), Path(f"{kata.id}.py"))
        if attempt.defines(kata.target) and attempt.problem is None:
            found.append(Specimen(f"level {level}", written, should_pass=False))
    return tuple(found)


def report(place: Place, studied: Study, examination: Examination) -> KataReport:
    """What reading and judging found, waivers applied."""
    kata = studied.kata
    trials = {trial.id: trial for trial in examination.trials}
    flaws = [*studied.flaws, *examination.flaws]
    reference = trials[REFERENCE]
    if not reference.passed:
        flaws.append(Flaw(REFERENCE, f"the reference does not pass: {reference.message}"))
    for specimen in studied.scaffolds:
        if trials[specimen.id].passed:
            flaws.append(Flaw(specimen.id, f"the practice file of {specimen.id} passes"))
    mutants = mutant_results(kata, studied.mutants, trials)
    left = [flaw for flaw in flaws if flaw.id not in kata.waivers]
    waived = {flaw.id for flaw in flaws} & set(kata.waivers)
    return KataReport(
        kata=kata.id,
        path=str(place.shown(kata.reference)),
        flaws=(*left, *unused_waivers(kata, mutants, waived)),
        mutants=mutants,
        variants=variant_results(studied.variants, trials),
        seconds=examination.seconds,
    )
