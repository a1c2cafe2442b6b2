"""A page for a browser: one file, dark or light as the reader's system is."""

from html import escape

MARKER = '<meta name="generator" content="torch-kata">'  # by which a page of ours is known
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
table { border-collapse: collapse }
td, th { padding: .2rem 1rem .2rem 0; text-align: left; white-space: nowrap }
td:last-child { white-space: normal }
th { color: var(--dim); font-weight: normal; border-bottom: 1px solid var(--line) }
.wide { overflow-x: auto }
"""


def whole_page(title: str, body: str, *, style: str) -> str:
    """A page of HTML that is there already, with a title that is plain text."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{MARKER}\n<title>{escape(title)}</title>\n<style>{STYLE}{style}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )
