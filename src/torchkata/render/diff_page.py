"""An attempt beside the reference as a page: one file, nothing loaded from elsewhere."""

from html import escape

from torchkata.contracts import Diff, DiffRow
from torchkata.render.diff import BY_VALUE, SIGNS, counted
from torchkata.render.text import percent
from torchkata.render.whole_page import MARKER

STYLE = """
:root { color-scheme: light dark; --ink: #1f2328; --paper: #fff; --dim: #59636e; --line: #d1d9e0;
  --missing: #ffebe9; --extra: #dafbe1; --changed: #fff8c5; --value: #ddf4ff; --bar: #1a7f37 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #0d1117; --dim: #9198a1; --line: #3d444d;
    --missing: #4b1113; --extra: #12361f; --changed: #3f3106; --value: #0c2d4d; --bar: #3fb950 } }
body { margin: 2rem auto; max-width: 110rem; padding: 0 1rem; color: var(--ink);
  background: var(--paper); font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 1.3rem }
meter { width: 16rem; accent-color: var(--bar) }
table { border-collapse: collapse; width: 100%; table-layout: fixed;
  font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace }
th { text-align: left; border-bottom: 1px solid var(--line) }
td { padding: 0 .5rem; vertical-align: top; white-space: pre-wrap; overflow-wrap: anywhere }
.sign { width: 1.5rem; text-align: center } .number { width: 3rem; text-align: right }
td.number, .same td { color: var(--dim) }
td.code { padding-left: calc(.5rem + var(--depth) * 1ch + 2ch); text-indent: -2ch }
.missing { background: var(--missing) } .extra { background: var(--extra) }
.changed { background: var(--changed) } .value { background: var(--value) }
"""


def page(diff: Diff) -> str:
    """The whole page, dark or light as the reader's system is."""
    recall = percent(diff.recall)
    title = f"{escape(diff.kata)}: recall {recall}"
    told = escape(" · ".join(counted(diff)) or "the same code, line by line")
    names = ", ".join(f"{own} = {name}" for own, name in diff.renamed)
    renamed = f"<p>your names: {escape(names)}</p>\n" if names else ""
    rows = "\n".join(map(_row, diff.rows))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{MARKER}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p><meter min="0" max="1" value="{diff.recall:.4f}">{recall}</meter> {told}</p>\n'
        f'{renamed}<table>\n<thead><tr><th class="sign"></th><th class="number"></th>'
        f'<th>{escape(diff.path)}</th><th class="number"></th><th>reference</th></tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</body>\n</html>\n"
    )


def _row(row: DiffRow) -> str:
    kind = "value" if row.by_value else row.kind.value
    sign = BY_VALUE if row.by_value else SIGNS[row.kind]
    sides = ((row.attempt_line, row.attempt), (row.reference_line, row.reference))
    cells = "".join(f'<td class="number">{line or ""}</td>{_code(code)}' for line, code in sides)
    return f'<tr class="{kind}"><td class="sign">{escape(sign)}</td>{cells}</tr>'


def _code(code: str) -> str:
    """Code hangs below its own indentation where it is wrapped."""
    bare = code.lstrip()
    depth = len(code) - len(bare)
    return f'<td class="code" style="--depth:{depth}">{escape(bare)}</td>'
