"""Shape comments of an attempt: whether there are any, and what becomes of them."""

from collections.abc import Callable

from torchkata.contracts import Attempt, ShapeReport, Trace


def shapes_of(attempt: Attempt) -> Callable[[Trace], ShapeReport] | None:
    """What judges the shape comments of an attempt; None where it has none, and needs no runs."""
    from torchkata.source.shapes import has_shape_notes

    return (lambda trace: _report(attempt.text, trace)) if has_shape_notes(attempt.text) else None


def _report(text: str, trace: Trace) -> ShapeReport:
    from torchkata.coach.shapes import shape_report

    return shape_report(text, trace)
