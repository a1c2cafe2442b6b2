"""What practice comes to, for programs: one JSON document, or a row for each check."""

import csv
from collections.abc import Iterable
from io import StringIO

from torchkata.contracts import Attempted, BeltStanding, Course, Mistake, Stats
from torchkata.render.documents import SCHEMA, Document

COLUMNS = (
    "time",
    "kata",
    "level",
    "outcome",
    "failing_check",
    "departure_line",
    "departure_message",
    "recall",
    "seconds",
    "device",
    "path",
)


def stats(stats: Stats) -> Document:
    """All figures."""
    return {
        "schema": SCHEMA,
        "today": stats.today.isoformat(),
        "streak": stats.streak,
        "longest_streak": stats.longest_streak,
        "checks": stats.checks,
        "passes": stats.passes,
        "reviews": stats.reviews,
        "katas": {"total": stats.n_katas, "passed": stats.n_passed, "due": stats.n_due},
        "days": {day.isoformat(): count for day, count in stats.days},
        "belts": [_belt(belt) for belt in stats.belts],
        "courses": [_course(course) for course in stats.courses],
        "mistakes": [_mistake(mistake) for mistake in stats.mistakes],
    }


def table(attempts: Iterable[Attempted]) -> str:
    """Every check as a row of CSV."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for attempt in attempts:
        values = {name: getattr(attempt, name) for name in COLUMNS}
        values["time"] = attempt.time.isoformat(timespec="seconds")
        writer.writerow(values.values())
    return text.getvalue()


def _belt(belt: BeltStanding) -> Document:
    return {
        "belt": belt.belt.value,
        "total": belt.total,
        "earned": belt.earned,
        "earned_on": belt.earned_on and belt.earned_on.isoformat(),
        "held": belt.is_held,
        "to_renew": list(belt.to_renew),
    }


def _course(course: Course) -> Document:
    return {
        "kata": course.kata,
        "last": course.last.isoformat(),
        "checks": course.checks,
        "passes": course.passes,
        "recall": [round(value, 3) for value in course.recall],
        "seconds": list(course.seconds),
    }


def _mistake(mistake: Mistake) -> Document:
    return {"kind": mistake.kind, "count": mistake.count, "katas": list(mistake.katas)}
