"""The JSON documents of `kata dev check`."""

from torchkata.contracts import DevReport, Fate, KataReport, MutantResult, Shown, VariantResult
from torchkata.render.documents import SCHEMA, Document


def dev_report(report: DevReport) -> Document:
    """Every kata with every mutant and variant."""
    return {
        "schema": SCHEMA,
        "passed": report.is_sound,
        "score": round(report.score, 6),
        "seconds": round(report.seconds, 3),
        "katas": [_kata(kata) for kata in report.katas],
    }


def difference(shown: Shown) -> Document:
    """One mutant or variant as a diff."""
    return {"schema": SCHEMA, "kata": shown.kata, "title": shown.title, "diff": list(shown.lines)}


def _kata(kata: KataReport) -> Document:
    return {
        "kata": kata.kata,
        "passed": kata.is_sound,
        "seconds": round(kata.seconds, 3),
        "counts": {fate.value: kata.count(fate) for fate in Fate},
        "flaws": [{"id": flaw.id, "message": flaw.message} for flaw in kata.flaws],
        "mutants": [_mutant(result) for result in kata.mutants],
        "variants": [_variant(result) for result in kata.variants],
    }


def _mutant(result: MutantResult) -> Document:
    mutant = result.mutant
    return {
        "id": mutant.id,
        "operator": mutant.operator,
        "line": mutant.line,
        "before": mutant.before,
        "after": mutant.after,
        "fate": result.fate.value,
        "reason": result.reason,
    }


def _variant(result: VariantResult) -> Document:
    return {
        "id": result.variant.id,
        "sites": result.variant.sites,
        "passed": result.passed,
        "message": result.message,
    }
