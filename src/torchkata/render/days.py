"""Days as people say them."""

from datetime import date

WEEK, MONTH, YEAR = 7, 30.44, 365.25
LONG_HOURS = 48  # from which on a time is told in days


def from_now(day: date, today: date) -> str:
    """When `day` is or was, seen from today: "in 12 days", "yesterday"."""
    days = (day - today).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return near[days]
    return f"in {span(days)}" if days > 0 else f"{span(-days)} ago"


def span(days: int) -> str:
    """A number of days in the largest unit that does not hide much."""
    if days < 3 * WEEK:
        return _count(days, "day")
    if days < 2 * MONTH:
        return _count(round(days / WEEK), "week")
    if days < 2 * YEAR:
        return _count(round(days / MONTH), "month")
    return _count(round(days / YEAR), "year")


def clock(seconds: float) -> str:
    """A time spent on something, in one or two units."""
    minutes, rest = divmod(round(seconds), 60)
    hours, left = divmod(minutes, 60)
    if hours >= LONG_HOURS:
        return _count(round(hours / 24), "day")
    if hours:
        return f"{hours} h {left:02d} min"
    return (
        f"{minutes} min"
        if minutes >= 10
        else f"{minutes} min {rest:02d} s"
        if minutes
        else f"{rest} s"
    )


def stopwatch(seconds: float) -> str:
    """The same in few letters: "4:41", "1:04:41", "3 days"."""
    minutes, rest = divmod(round(seconds), 60)
    hours, left = divmod(minutes, 60)
    if hours >= LONG_HOURS:
        return _count(round(hours / 24), "day")
    return f"{hours}:{left:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
