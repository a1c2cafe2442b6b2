"""The JSON documents of `--json`: one schema, numbered, for every command and every error."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from torchkata.contracts import (
    Advice,
    Brief,
    Check,
    Checked,
    Departure,
    Diff,
    Finding,
    HintsShown,
    Kata,
    KataError,
    NewFile,
    Overview,
    Raised,
    RowKind,
    ShapeReport,
    Signature,
    Standing,
    State,
    TensorSpec,
    ValueSpec,
    Verdict,
)
from torchkata.contracts.typed import typed

SCHEMA = 1
Document = dict[str, object]


def verdict(verdict: Verdict) -> Document:
    """What `kata check` found."""
    departure = verdict.departure
    return {
        "schema": SCHEMA,
        "kata": verdict.kata,
        "path": verdict.path,
        "target": verdict.target,
        "passed": verdict.passed,
        "outcome": verdict.outcome.value,
        "device": verdict.device,
        "seed": verdict.seed,
        "seconds": round(verdict.seconds, 3),
        "checks": [_check(check) for check in verdict.checks],
        "warnings": list(verdict.warnings),
        "departure": departure and _departure(departure),
        "error": verdict.error and raised(verdict.error),
        "advice": [_advice(one) for one in verdict.advice],
        "picture": verdict.picture and asdict(verdict.picture),
        "alignment": {match.attempt: match.reference for match in verdict.alignment},
        "output": verdict.output,
        "isolation": verdict.isolation and asdict(verdict.isolation),
        "shapes": verdict.shapes and shapes(verdict.shapes),
        "next": verdict.next_step,
    }


def _departure(departure: Departure) -> Document:
    """Where it goes wrong; where the reference has it right is a hint's to tell."""
    known = asdict(departure)
    del known["reference_line"]
    return known


def checked(checked: Checked) -> Document:
    """What `kata check` found, and what it says about the memory."""
    review, due = checked.review, checked.due
    if review is None or due is None:
        return {**verdict(checked.verdict), "review": None}
    graded = {"grade": review.rating.name.lower(), "due": due.isoformat()}
    return {**verdict(checked.verdict), "review": graded}


def shapes(report: ShapeReport) -> Document:
    """Every shape comment with its verdict."""
    return {
        "right": report.n_right,
        "lines": report.n_lines,
        "comments": [asdict(comment) for comment in report.comments],
    }


def error(error: KataError) -> Document:
    """A user's problem, where any other document was expected."""
    return {
        "schema": SCHEMA,
        "outcome": "error",
        "error": {"message": error.message, "hint": error.hint},
    }


def check_error(problem: KataError) -> Document:
    """A user's problem where a verdict was expected: every key of a verdict is there."""
    return {
        "schema": SCHEMA,
        "kata": None,
        "path": None,
        "target": None,
        "passed": False,
        "outcome": "error",
        "device": None,
        "seed": None,
        "seconds": 0.0,
        "checks": [],
        "warnings": [],
        "departure": None,
        "error": {"message": problem.message, "hint": problem.hint},
        "advice": [],
        "picture": None,
        "alignment": {},
        "output": "",
        "isolation": None,
        "shapes": None,
        "next": "",
        "review": None,
    }


def raised(raised: Raised) -> Document:
    """An exception of the attempt, with what is to be said about it."""
    told = raised.explanation
    return {
        "type": raised.type,
        "line": raised.line,
        "expression": raised.expression,
        "operands": [asdict(operand) for operand in raised.operands],
        "happened": told.happened if told else "",
        "rule": told.rule if told else "",
        "question": told.question if told else "",
        "words": raised.words,
    }


def catalogue(katas: Sequence[Kata], standings: Mapping[str, Standing]) -> Document:
    """The katas that were asked for, in the order of the road, each with its progress."""
    return {
        "schema": SCHEMA,
        "katas": [{**_kata(kata), **_progress(standings.get(kata.id))} for kata in katas],
    }


def brief(brief: Brief) -> Document:
    """One kata's brief, its signature included."""
    signature = brief.signature
    return {
        "schema": SCHEMA,
        **_kata(brief.kata),
        "signature": {"kind": signature.kind, "methods": list(signature.methods)},
        "build": {name: _spec(spec) for name, spec in brief.kata.build.items()},
        "inputs": {name: _spec(spec) for name, spec in brief.kata.inputs.items()},
        "outputs": dict(brief.kata.outputs),
        "parts": [_part(part) for part in brief.parts],
        "hints": len(brief.kata.hints),
        "file": f"{brief.kata.id}.py",
    }


def new_file(new: NewFile) -> Document:
    """The practice file that was written."""
    return {
        "schema": SCHEMA,
        "kata": new.kata,
        "path": str(new.path),
        "level": new.level,
        "why": new.why,
        "backup": None if new.backup is None else str(new.backup),
        "reference": None if new.reference is None else str(new.reference),
        "next": f"kata check {typed(new.path)}",
    }


def diff(diff: Diff) -> Document:
    """Attempt and reference, row by row."""
    rows = [
        {
            "kind": row.kind.value,
            "attempt_line": row.attempt_line,
            "attempt": row.attempt,
            "reference_line": row.reference_line,
            "reference": row.reference,
            "by_value": row.by_value,
        }
        for row in diff.rows
    ]
    counts = {kind.value: sum(row.kind is kind for row in diff.rows) for kind in RowKind}
    return {
        "schema": SCHEMA,
        "kata": diff.kata,
        "path": diff.path,
        "same": diff.is_same,
        "recall": round(diff.recall, 4),
        "renamed": dict(diff.renamed),
        "counts": counts,
        "rows": rows,
    }


def hints(shown: HintsShown) -> Document:
    """The hints revealed by this call."""
    return {
        "schema": SCHEMA,
        "kata": shown.kata,
        "total": shown.total,
        "hints": [{"number": number, "text": text} for number, text in shown.hints],
    }


def findings(found: Sequence[Finding]) -> Document:
    """What the doctor found."""
    listed = [
        {"name": item.name, "value": item.value, "good": item.good, "hint": item.hint}
        for item in found
    ]
    return {"schema": SCHEMA, "findings": listed}


def overview(overview: Overview) -> Document:
    """What is due, what is open in a folder, and what is new."""
    files = [
        {"path": str(file.path), "kata": file.kata, "passed": file.is_passed}
        for file in overview.files
    ]
    return {
        "schema": SCHEMA,
        "due": [{"kata": card.kata, "due": card.due.isoformat()} for card in overview.due],
        "open": files,
        "new": overview.new.id if overview.new else None,
        "n_katas": overview.n_katas,
        "next": overview.next_step,
    }


def _advice(advice: Advice) -> Document:
    return {
        "line": advice.line,
        "message": advice.message,
        "rule": advice.rule,
        "weight": advice.weight.name.lower().replace("_", " "),
    }


def _check(check: Check) -> Document:
    return {
        "name": check.name,
        "passed": check.passed,
        "message": check.message,
        "details": list(check.details),
    }


def _part(part: Signature) -> Document:
    return {
        "name": part.target,
        "kind": part.kind,
        "methods": list(part.methods),
        "shapes": part.docstring,
    }


def _kata(kata: Kata) -> Document:
    return {
        "name": kata.id,
        "title": kata.title,
        "belt": kata.belt.value,
        "kind": kata.kind.value,
        "target": kata.target,
        "concepts": list(kata.concepts),
        "prerequisites": list(kata.prerequisites),
        "brief": kata.brief.strip(),
        "forbidden": list(kata.forbidden),
        "sources": list(kata.sources),
    }


def _progress(standing: Standing | None) -> Document:
    if standing is None:
        return {"state": State.NEW.value, "due": None}
    return {
        "state": standing.state.value,
        "due": None if standing.due is None else standing.due.isoformat(),
    }


def _spec(spec: TensorSpec | ValueSpec) -> str | int | float | bool | None:
    if isinstance(spec, TensorSpec):
        return spec.text
    return spec.value if spec.expression is None else spec.expression
