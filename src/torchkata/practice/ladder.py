"""How much help the next practice file gives, from what happened to the kata before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from torchkata.contracts import Attempted, Began, Entry, GaveUp, Hinted, Outcome, Peeked

# The first file is blank: who knows the model loses nothing, and who does not is one `kata give-up`
# away from more help, while a first file that shows the answer cannot be unseen.
FIRST = "blank"
SHOWN = "copy"  # the level at which looking at the reference is the exercise


@dataclass(frozen=True, slots=True)
class _Rung:
    """Where the learner stands in one series on a practice file."""

    level: str
    is_clean: bool = True  # neither the reference nor the last hint was looked at
    step: int = 0  # 1 harder, -1 easier


def next_level(entries: Iterable[Entry], levels: Sequence[str], *, n_hints: int) -> tuple[str, str]:
    """The level of the next practice file of a kata, and why it is not the last one's; "" if it is.

    `entries` is what happened to the kata, oldest first; `levels` go from the most help to none.
    One harder after a pass without a look, one easier after giving up, else the same again.
    """
    rung = _Rung(FIRST)
    for entry in entries:
        rung = _after(rung, entry, n_hints=n_hints)
    place = levels.index(rung.level) if rung.level in levels else levels.index(FIRST)
    level = levels[min(max(place + rung.step, 0), len(levels) - 1)]
    if level == rung.level:
        return level, ""
    if rung.step > 0:
        return level, f"one harder than {rung.level}, which you passed"
    return level, f"one easier than {rung.level}, which you gave up"


def _after(rung: _Rung, entry: Entry, *, n_hints: int) -> _Rung:
    match entry:
        case Began(level=level):
            return _Rung(level)
        case Attempted(outcome=Outcome.PASSED.value, level=level):
            is_earned = rung.is_clean or rung.level == SHOWN
            step = 1 if is_earned and rung.step == 0 else rung.step
            return _Rung(level or rung.level, rung.is_clean, step)
        case GaveUp():
            return _Rung(rung.level, False, rung.step if rung.step > 0 else -1)
        case Peeked(is_whole=True) if rung.level != SHOWN and rung.step == 0:
            return _Rung(rung.level, False, -1)
        case Peeked():
            return _Rung(rung.level, False, rung.step)
        case Hinted(level=number) if number >= n_hints:
            return _Rung(rung.level, False, rung.step)
    return rung
