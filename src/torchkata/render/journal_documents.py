"""The JSON documents of what the journal knows."""

from pathlib import Path

from torchkata.contracts import Attempted, Card, History, Merged, Rescheduled, Reviewed
from torchkata.render.documents import SCHEMA, Document


def history(history: History) -> Document:
    """Every check of a kata, without the texts."""
    return {
        "schema": SCHEMA,
        "kata": history.kata,
        "due": history.card and history.card.due.isoformat(),
        "attempts": [
            _attempt(attempt, number) for number, attempt in enumerate(history.attempts, start=1)
        ],
        "reviews": [review(entry) for entry in history.reviews],
    }


def attempt(attempt: Attempted, number: int) -> Document:
    """One check with the text that was checked."""
    return {
        "schema": SCHEMA,
        "kata": attempt.kata,
        **_attempt(attempt, number),
        "text": attempt.text,
    }


def path(path: Path) -> Document:
    """Where the journal lies."""
    return {"schema": SCHEMA, "path": str(path), "exists": path.exists()}


def merged(merged: Merged) -> Document:
    """What an import did."""
    return {"schema": SCHEMA, "added": merged.added, "known": merged.known}


def rescheduled(done: Rescheduled) -> Document:
    """What working the schedule out anew did."""
    return {"schema": SCHEMA, "katas": done.katas, "fitted_to": done.fitted_to}


def review(review: Reviewed) -> Document:
    """One review."""
    return {
        "time": review.time.isoformat(),
        "grade": review.rating.name.lower(),
        "seconds": review.seconds,
    }


def card(card: Card) -> Document:
    """Where a kata stands in the schedule."""
    return {
        "kata": card.kata,
        "due": card.due.isoformat(),
        "last": card.last.isoformat(),
        "stability": round(card.stability, 2),
        "difficulty": round(card.difficulty, 2),
        "reviews": card.reviews,
        "lapses": card.lapses,
    }


def _attempt(attempt: Attempted, number: int) -> Document:
    return {
        "number": number,
        "time": attempt.time.isoformat(),
        "level": attempt.level,
        "outcome": attempt.outcome,
        "failing_check": attempt.failing_check,
        "departure": {"line": attempt.departure_line, "message": attempt.departure_message}
        if attempt.departure_line is not None
        else None,
        "recall": None if attempt.recall is None else round(attempt.recall, 3),
        "seconds": attempt.seconds,
        "device": attempt.device,
        "path": attempt.path,
    }
