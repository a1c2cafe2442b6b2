"""The JSON document of `kata trace`."""

from dataclasses import asdict

from torchkata.contracts import TraceReport, TraceRow
from torchkata.render.documents import SCHEMA, Document


def trace(report: TraceReport) -> Document:
    """Every row, and what was raised."""
    return {
        "schema": SCHEMA,
        "kata": report.kata or None,
        "path": report.path,
        "target": report.target,
        "case": report.case,
        "sizes": dict(report.sizes),
        "passed": report.failure is None,
        "rows": [_row(row) for row in report.rows],
        "error": report.failure and {**asdict(report.failure), "code": report.failing_code},
        "output": report.output,
    }


def _row(row: TraceRow) -> Document:
    pairs = zip(row.values, row.letters, strict=False)
    return {
        "depth": row.depth,
        "line": row.line or None,
        "code": row.code,
        "call": row.call,
        "is_head": row.is_head,
        "values": [{**asdict(value), "letters": letters} for value, letters in pairs],
        "repeats": row.repeats,
        "folded": list(row.folded),
    }
