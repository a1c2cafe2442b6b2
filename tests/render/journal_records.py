"""Records of somebody's practice, for screens and pages."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from torchkata.contracts import (
    Attempted,
    Belt,
    BeltStanding,
    Card,
    Course,
    History,
    Mistake,
    PracticeFile,
    Rating,
    Reviewed,
    Standing,
    State,
    Stats,
)

TODAY = date(2030, 5, 1)
NOW = datetime(2030, 5, 1, 18, 30, tzinfo=UTC)


def card(kata: str, days: int) -> Card:
    """A card that is due so many days from now."""
    due = TODAY + timedelta(days=days)
    return Card(kata, due, TODAY - timedelta(days=20), 12.5, 5.5, 4, 1)


FILES = (
    PracticeFile(Path("softmax.py"), "softmax", 2.0, is_passed=True),
    PracticeFile(Path("attention.py"), "cross_attention", 1.0),
)
DUE = (card("cross_attention", -30), card("softmax", -1), card("linear", 0))
BELTS = {"cross_attention": Belt.PURPLE, "softmax": Belt.WHITE, "linear": Belt.WHITE}
STANDINGS = {
    "softmax": Standing("softmax", State.DONE, TODAY + timedelta(days=3)),
    "cross_attention": Standing("cross_attention", State.DUE, TODAY),
}


def attempt(minutes: float, outcome: str, **changed: object) -> Attempted:
    """A check of softmax, so many minutes after its file was made."""
    values: dict[str, object] = {
        "time": NOW + timedelta(minutes=minutes),
        "kata": "softmax",
        "level": "blank",
        "outcome": outcome,
        "device": "cpu",
        "path": "/work/softmax.py",
        "text": "def softmax(x, dim):\n    ...\n",
        "seconds": 60 * minutes,
    }
    return Attempted(**{**values, **changed})  # type: ignore[arg-type]


ATTEMPTS = (
    attempt(0, "passed", level=None, seconds=None),
    attempt(2, "failed", failing_check="static", recall=0.25),
    attempt(4.5, "failed", failing_check="values", departure_line=12, recall=0.8),
    attempt(200, "unfinished"),
    attempt(203, "error", recall=1.0),
    attempt(9000, "passed", recall=1.0),
)
HISTORY = History(
    "softmax", ATTEMPTS, (Reviewed(NOW, "softmax", Rating.GOOD, 600.0),), card("softmax", 12)
)
STATS = Stats(
    today=TODAY,
    streak=3,
    longest_streak=12,
    checks=143,
    passes=57,
    reviews=60,
    n_katas=67,
    n_passed=31,
    n_due=3,
    days=tuple((TODAY - timedelta(days=n * n), n % 13) for n in reversed(range(19))),
    belts=(
        BeltStanding(Belt.WHITE, 19, 19, date(2030, 2, 3)),
        BeltStanding(Belt.BLUE, 29, 29, date(2030, 4, 1), ("conv2d", "linear")),
        BeltStanding(Belt.PURPLE, 18, 4, None),
    ),
    courses=(
        Course("softmax", TODAY, 9, 4, (0.0, 0.25, 0.5, 1.0), (900.0, 610.5, 300.0, 61.0)),
        Course("x[bold]<script>", TODAY, 2, 0, (0.1,), ()),
        Course("linear", TODAY, 1, 1, (), (3 * 86400.0,)),
    ),
    mistakes=(
        Mistake("masking", 12, ("softmax", "cross_attention", "padding_mask", "causal_mask")),
        Mistake("a factor missing or wrong", 3, ("softmax",)),
    ),
)
NEWCOMER = Stats(TODAY, 0, 0, 0, 0, 0, 67, 0, 0, (), (), (), ())
