"""How the parts of a screen lie: hanging lines, packed rows, columns."""

from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

INDENT = 2
ROW_WIDTH = 76  # of a packed row, so that it fits 80 columns with its indent


def indented(renderable: RenderableType, levels: int = 1) -> Padding:
    """`renderable` moved right; its continuation lines too."""
    return Padding(renderable, (0, 0, 0, INDENT * levels), expand=False)


def hanging(lead: Text, body: Text) -> Table:
    """A sign or label, then text whose continuation lines stand below its first."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(lead, body)
    return table


def packed(items: Iterable[Text], *, width: int = ROW_WIDTH, gap: str = "  ") -> Group:
    """Items side by side on as few lines as they need, none broken."""
    rows: list[Text] = []
    for item in items:
        if rows and cell_len(rows[-1].plain) + len(gap) + cell_len(item.plain) <= width:
            rows[-1].append(gap).append_text(item)
        else:
            rows.append(item.copy())
    return Group(*rows)


def columns(rows: Iterable[tuple[Text, ...]], *, n_fixed: int = 1) -> Table:
    """Rows in columns; the first `n_fixed` keep their width, the others wrap."""
    listed = list(rows)
    table = Table.grid(padding=(0, 2, 0, 0))
    for index in range(max(map(len, listed), default=0)):
        table.add_column(no_wrap=index < n_fixed, overflow="fold")
    for row in listed:
        table.add_row(*row)
    return table
