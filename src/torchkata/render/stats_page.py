"""What practice comes to as a page: one file, nothing loaded from elsewhere."""

from collections.abc import Iterable, Sequence
from html import escape

from torchkata.contracts import BeltStanding, Course, Mistake, Stats
from torchkata.render import charts
from torchkata.render.days import clock
from torchkata.render.text import percent

STYLE = """
:root { color-scheme: light dark; --ink: #1f2328; --paper: #fff; --dim: #59636e; --line: #d1d9e0;
  --shade0: #ebedf0; --shade1: #aceebb; --shade2: #4ac26b; --shade3: #2da44e; --shade4: #116329 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #0d1117; --dim: #9198a1; --line: #3d444d;
    --shade0: #21262d; --shade1: #033a16; --shade2: #196c2e; --shade3: #2ea043;
    --shade4: #56d364 } }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: var(--ink);
  background: var(--paper); font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 1.3rem } h2 { font-size: 1.05rem; margin-top: 2rem }
dl { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem }
dt { color: var(--dim) } dd { margin: 0; font-size: 1.5rem }
table { border-collapse: collapse }
td, th { padding: .2rem 1rem .2rem 0; text-align: left; white-space: nowrap }
td:last-child { white-space: normal }
th { color: var(--dim); font-weight: normal; border-bottom: 1px solid var(--line) }
.wide { overflow-x: auto } svg { vertical-align: middle }
svg text { fill: var(--dim); font-size: 10px }
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
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>torch-kata, {stats.today}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


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
