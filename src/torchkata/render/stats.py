"""What practice comes to: streak, calendar, belts, katas, mistakes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.text import Text

from torchkata.contracts import BeltStanding, Course, Mistake, Stats
from torchkata.render.days import stopwatch
from torchkata.render.layout import columns, indented
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import percent, shown

MOST_WEEKS = 53
SHADES_FROM = (0, 1, 3, 6, 10)  # checks a day from which on a shade is used
BELT_WIDTH = 20
MOST_COURSES = 12
MOST_MISTAKES = 8
LAST = 10  # series shown in a small chart


def stats(stats: Stats, marks: Marks = UNICODE) -> RenderableType:
    """Everything on one screen."""
    if not stats.checks:
        return Text("nothing was checked yet; next: kata today")
    return Group(
        *map(shown, _summary(stats)),
        Text(),
        Calendar(stats, marks),
        Text(),
        Text("belts"),
        columns([_belt(belt, marks) for belt in stats.belts]),
        *_courses(stats.courses, marks),
        *_mistakes(stats.mistakes, marks),
        Text(f"next: {'kata today' if stats.n_due else 'kata stats --html stats.html'}"),
    )


def _summary(stats: Stats) -> tuple[str, str]:
    checks = "1 check" if stats.checks == 1 else f"{stats.checks} checks"
    streak = "1 day" if stats.streak == 1 else f"{stats.streak} days"
    return (
        f"{stats.n_passed} of {stats.n_katas} katas passed, {stats.n_due} due",
        f"{streak} in a row, at most {stats.longest_streak}; {checks}, {stats.passes} passed",
    )


def shade_of(count: int) -> int:
    """The number of a shade, 0 to 4, for so many checks on one day."""
    return max(place for place, least in enumerate(SHADES_FROM) if count >= least)


def weeks(today: date, number: int) -> list[date]:
    """The Mondays of so many weeks, that of today last."""
    monday = today - timedelta(days=today.weekday())
    return [monday - timedelta(weeks=n) for n in reversed(range(number))]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A year of days, a column a week, as many as there is room for."""

    stats: Stats
    marks: Marks

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay the weeks out at the width that `options` leave."""
        mondays = weeks(self.stats.today, max(1, min(MOST_WEEKS, options.max_width - 6)))
        counts = dict(self.stats.days)
        yield Text(f"      {month_names(mondays)}".rstrip(), style="dim")
        for weekday, name in enumerate(("Mon", "", "Wed", "", "Fri", "", "Sun")):
            days = [monday + timedelta(days=weekday) for monday in mondays]
            row = Text(f"  {name:3} ", style="dim")
            for day in days:
                if day <= self.stats.today:
                    shade = shade_of(counts.get(day, 0))
                    row.append(self.marks.shades[shade], style="good" if shade else "dim")
            yield row


def month_names(mondays: Sequence[date]) -> str:
    """Each month's name over its first whole week, where there is room for it."""
    line = ""
    for place, monday in enumerate(mondays):
        if monday.day <= 7 and place + 3 <= len(mondays):
            line = f"{line:{place}}{monday:%b} "
    return line


def _belt(belt: BeltStanding, marks: Marks) -> tuple[Text, ...]:
    filled = BELT_WIDTH * belt.earned // belt.total
    bar = Text(marks.full * filled, style="good")
    bar.append(marks.empty * (BELT_WIDTH - filled), style="dim")
    words = Text(f"{belt.earned} of {belt.total}")
    if belt.is_held:
        words.append(f"  {marks.done} since {belt.earned_on}", style="good")
    elif belt.to_renew:
        words.append(f"  to renew: {', '.join(belt.to_renew)}", style="bad")
    return Text(belt.belt.value), bar, words


def _courses(courses: Sequence[Course], marks: Marks) -> list[RenderableType]:
    rows = [
        (
            shown(course.kata),
            Text(f"{course.passes} of {course.checks}", style="dim"),
            *_recall(course, marks),
            *_time(course, marks),
        )
        for course in courses[:MOST_COURSES]
    ]
    words = "katas, latest first: checks passed; recall and time, each time begun"
    parts: list[RenderableType] = [Text(), Text(words), columns(rows)]
    if (left_out := len(courses) - MOST_COURSES) > 0:
        more = f"{marks.left_out} {left_out} more; --json names them all"
        parts.append(indented(Text(more, style="dim")))
    return parts


def spark(values: Sequence[float], bars: str) -> str:
    """A bar for each of the last values, each a share of one."""
    return "".join(bars[min(len(bars) - 1, int(value * len(bars)))] for value in values[-LAST:])


def _recall(course: Course, marks: Marks) -> tuple[Text, Text]:
    if not course.recall:
        return Text(), Text()
    return Text(spark(course.recall, marks.bars)), Text(f"{percent(course.recall[-1]):>5}")


def _time(course: Course, marks: Marks) -> tuple[Text, Text]:
    if not course.seconds:
        return Text(), Text()
    most = max(course.seconds) or 1.0
    line = spark([seconds / most for seconds in course.seconds], marks.bars)
    first, last = stopwatch(course.seconds[0]), stopwatch(course.seconds[-1])
    told = first if len(course.seconds) == 1 else f"{first} {marks.arrow} {last}"
    return Text(line), Text(told)


def _mistakes(mistakes: Sequence[Mistake], marks: Marks) -> list[RenderableType]:
    if not mistakes:
        return []
    rows = [
        (
            Text(f"{mistake.count:3d} x"),
            shown(mistake.kind),
            shown(", ".join(mistake.katas[:3]), "dim"),
        )
        for mistake in mistakes[:MOST_MISTAKES]
    ]
    return [Text(), Text("mistakes, most often first"), columns(rows)]
