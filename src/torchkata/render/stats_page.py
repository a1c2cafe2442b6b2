"""What practice comes to as a page: one file, nothing loaded from elsewhere."""

from collections.abc import Iterable, Sequence
from html import escape

from torchkata.contracts import BeltStanding, Course, Mistake, Stats
from torchkata.render import charts
from torchkata.render.days import clock
from torchkata.render.text import percent
from torchkata.render.whole_page import whole_page

STYLE = """dl { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem }
dt { color: var(--dim) } dd { margin: 0; font-size: 1.5rem }
svg { vertical-align: middle } svg text { fill: var(--dim); font-size: 10px }
.shade0 { fill: var(--shade0) } .shade1 { fill: var(--shade1) } .shade2 { fill: var(--shade2) }
.shade3 { fill: var(--shade3) } .shade4 { fill: var(--shade4) }
.line { fill: none; stroke: var(--shade3); stroke-width: 2 } .dot { fill: var(--shade4) }
"""


def page(stats: Stats) -> str:
    """The whole page, dark or light as the reader's system is."""
    body = "\n".join(
        (
            f"<h1>torch-kata, {stats.today}</h1>",
            _figures(stats),
            f'<div class="wide">{charts.calendar(stats)}</div>',
            "<h2>Belts</h2>",
            _table((), map(_belt, stats.belts)),
            "<h2>Katas</h2>",
            _table(("kata", "passed", "recall", "", "time", ""), map(_course, stats.courses)),
            "<h2>Mistakes</h2>",
            _table((), (_mistake(m, stats.mistakes[0].count) for m in stats.mistakes)),
        )
    )
    return whole_page(f"torch-kata, {stats.today}", body, style=STYLE)


def _figures(stats: Stats) -> str:
    figures = {
        "days in a row": stats.streak,
        "longest": stats.longest_streak,
        "checks": stats.checks,
        "passed": stats.passes,
        "reviews": stats.reviews,
        "katas passed": f"{stats.n_passed} of {stats.n_katas}",
        "due": stats.n_due,
    }
    told = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in figures.items())
    return f"<dl>{told}</dl>"


def _belt(belt: BeltStanding) -> Sequence[str]:
    words = f"{belt.earned} of {belt.total}"
    state = f"held since {belt.earned_on}" if belt.is_held else ""
    if belt.to_renew:
        state = f"to renew: {', '.join(belt.to_renew)}"
    name = belt.belt.value
    return (
        name,
        charts.bar(belt.earned / belt.total, label=f"{name} {words}"),
        words,
        escape(state),
    )


def _course(course: Course) -> Sequence[str]:
    recall = charts.line(course.recall, most=1.0, label=f"recall of {course.kata}")
    most = max(course.seconds, default=0.0)
    time = charts.line(course.seconds, most=most, label=f"time for {course.kata}")
    return (
        escape(course.kata),
        f"{course.passes} of {course.checks}",
        recall if course.recall else "",
        percent(course.recall[-1]) if course.recall else "",
        time if course.seconds else "",
        clock(course.seconds[-1]) if course.seconds else "",
    )


def _mistake(mistake: Mistake, most: int) -> Sequence[str]:
    label = f"{mistake.count} times"
    return (
        escape(mistake.kind),
        charts.bar(mistake.count / most, label=label),
        str(mistake.count),
        escape(", ".join(mistake.katas)),
    )


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already."""
    head = "".join(f"<th>{name}</th>" for name in names)
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<div class="wide"><table>\n<tr>{head}</tr>\n{body}\n</table></div>'
