"""The road as a page: one file, nothing loaded from elsewhere."""

from collections.abc import Iterator
from html import escape

from torchkata.contracts import Road, Stop
from torchkata.render.road_chart import chart
from torchkata.render.whole_page import whole_page

STYLE = """body { max-width: 78rem }
:root { --due: #cf222e; --begun: #9a6700 }
@media (prefers-color-scheme: dark) { :root { --due: #f85149; --begun: #d29922 } }
.belt { fill: var(--shade0); opacity: .55 } .name { fill: var(--dim); font-size: 13px }
.edge { fill: none; stroke: var(--dim); opacity: .45 }
.kata rect { fill: var(--paper); stroke: var(--line) }
.kata text { fill: var(--ink); font-size: 12px; text-anchor: middle }
.new text { fill: var(--dim) } .open rect { stroke: var(--ink) }
.done rect { fill: var(--shade1); stroke: var(--shade3) }
.due rect { stroke: var(--due); stroke-width: 2 } .begun rect { stroke: var(--begun) }
"""


def page(road: Road, kata: str | None = None) -> str:
    """The graph, then the same in words; of one kata, only the way to it."""
    stops = road.stops if kata is None else road.way(kata)
    names = {stop.kata for stop in stops}
    ways = {name: {stop.kata for stop in road.way(name)} for name in names}
    title = "torch-kata, the road" + ("" if kata is None else f" to {kata}")
    body = "\n".join(
        (
            f"<h1>{escape(title)}</h1>",
            "<p>✓ done, ! due, · begun, ○ open to you. Rest the pointer on a kata to see the way "
            "to it.</p>",
            f'<div class="wide">{chart(stops, ways)}</div>',
            '<h2>In words</h2>\n<div class="wide"><table>',
            "<tr><th>kata</th><th>belt</th><th>state</th><th>needs</th><th>opens</th></tr>",
            *map(_row, stops),
            f"</table></div>\n<p>next: <code>{escape(road.next_step)}</code></p>",
        )
    )
    return whole_page(title, body, style=STYLE)


def _row(stop: Stop) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _cells(stop))}</tr>"


def _cells(stop: Stop) -> Iterator[str]:
    yield stop.kata
    yield stop.belt.value
    yield "open" if stop.is_open else stop.state.value
    yield ", ".join(stop.needs)
    yield ", ".join(stop.opens)
