"""What a journal comes to: entries in, figures out; the day is an argument."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from torchkata.contracts import (
    Attempted,
    Began,
    Belt,
    BeltStanding,
    Card,
    Course,
    Entry,
    GaveUp,
    Hinted,
    Kata,
    Peeked,
    Rating,
    Reviewed,
    Stats,
)
from torchkata.journal.mistakes import mistakes
from torchkata.journal.series import is_helped

GRACE = timedelta(days=14)  # that a kata may be due before its belt is no longer kept
DAY = timedelta(days=1)


def stats(
    katas: Sequence[Kata], entries: Sequence[Entry], cards: Mapping[str, Card], today: date
) -> Stats:
    """Everything in one record; `entries` are in the order of time."""
    attempts = [entry for entry in entries if isinstance(entry, Attempted) and entry.is_check]
    days = Counter(attempt.time.date() for attempt in attempts)
    passed = {attempt.kata for attempt in attempts if attempt.outcome == "passed"}
    return Stats(
        today=today,
        streak=streak(days, today),
        longest_streak=longest_streak(days),
        checks=len(attempts),
        passes=sum(attempt.outcome == "passed" for attempt in attempts),
        reviews=sum(card.reviews for card in cards.values()),
        n_katas=len(katas),
        n_passed=sum(kata.id in passed for kata in katas),
        n_due=sum(cards[kata.id].due <= today for kata in katas if kata.id in cards),
        days=tuple(sorted(days.items())),
        belts=belts(katas, entries, cards, today),
        courses=courses(entries),
        mistakes=mistakes(attempts),
    )


def streak(days: Iterable[date], today: date) -> int:
    """Days in a row up to today, or to yesterday: today is not over."""
    known = set(days)
    last = today if today in known else today - DAY
    length = 0
    while last - length * DAY in known:
        length += 1
    return length


def longest_streak(days: Iterable[date]) -> int:
    """The most days in a row."""
    known = set(days)
    firsts = (day for day in known if day - DAY not in known)
    return max((_length(known, first) for first in firsts), default=0)


def belts(
    katas: Sequence[Kata], entries: Sequence[Entry], cards: Mapping[str, Card], today: date
) -> tuple[BeltStanding, ...]:
    """The belts that have katas, white to black."""
    by_kata: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if isinstance(entry, Began | Attempted | Hinted | Peeked | GaveUp | Reviewed):
            by_kata[entry.kata].append(entry)
    found = []
    for belt in Belt:
        members = [kata for kata in katas if kata.belt is belt]
        dates = [day for kata in members if (day := first_clean_pass(by_kata[kata.id], kata))]
        is_earned = bool(members) and len(dates) == len(members)
        weak = (k.id for k in members if is_weak(by_kata[k.id], cards.get(k.id), today))
        renew = tuple(weak) if is_earned else ()
        earned_on = max(dates) if is_earned else None
        if members:
            found.append(BeltStanding(belt, len(members), len(dates), earned_on, renew))
    return tuple(found)


def first_clean_pass(entries: Sequence[Entry], kata: Kata) -> date | None:
    """The day when a kata first passed from a blank file with no help."""
    began: dict[str, Began] = {}
    for place, entry in enumerate(entries):
        if isinstance(entry, Began):
            began[entry.path] = entry
        if not isinstance(entry, Attempted) or entry.outcome != "passed":
            continue
        start = began.get(entry.path)
        if start is None or start.level != "blank":
            continue
        if not is_helped(start, entries[:place], n_hints=len(kata.hints)):
            return entry.time.date()
    return None


def is_weak(entries: Sequence[Entry], card: Card | None, today: date) -> bool:
    """Whether a kata was forgotten at its last review, or is due for too long."""
    last = next((entry for entry in reversed(entries) if isinstance(entry, Reviewed)), None)
    is_forgotten = last is not None and last.rating is Rating.AGAIN
    return is_forgotten or (card is not None and card.due + GRACE < today)


def courses(entries: Sequence[Entry]) -> tuple[Course, ...]:
    """Every kata that was checked, practised last first."""
    begun: Counter[str] = Counter()
    by_kata: dict[str, dict[object, list[Attempted]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        if isinstance(entry, Began):
            begun[entry.path] += 1
        elif isinstance(entry, Attempted) and entry.is_check:
            # A file that `kata new` did not make has a series a day.
            series = begun[entry.path] if entry.seconds is not None else entry.time.date()
            by_kata[entry.kata][entry.path, series].append(entry)
    found = [_course(kata, list(series.values())) for kata, series in by_kata.items()]
    return tuple(sorted(found, key=lambda course: (-course.last.toordinal(), course.kata)))


def _course(kata: str, series: Sequence[Sequence[Attempted]]) -> Course:
    passes = [[check for check in checks if check.outcome == "passed"] for checks in series]
    return Course(
        kata=kata,
        last=max(checks[-1].time.date() for checks in series),
        checks=sum(map(len, series)),
        passes=sum(map(len, passes)),
        recall=tuple(c[0].recall for c in series if c[0].recall is not None),
        seconds=tuple(own[0].seconds for own in passes if own and own[0].seconds is not None),
    )


def _length(days: set[date], first: date) -> int:
    length = 1
    while first + length * DAY in days:
        length += 1
    return length
