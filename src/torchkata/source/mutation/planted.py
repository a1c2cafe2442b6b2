"""A kata's own mutant: its reference with one bug on the line that ends in `# PLANTED`."""

import ast
import difflib

from torchkata.contracts import KataError, Mutant
from torchkata.source.mutation.mutants import short

MARK = "# PLANTED"
HINT = f"a mutant is the reference with one bug, on the line that ends in {MARK}"


def planted(name: str, text: str, reference: str) -> Mutant:
    """The mutant in the file `mutants/NAME`. KataError where it is not one."""
    lines = text.splitlines()
    marked = [number for number, line in enumerate(lines) if line.rstrip().endswith(MARK)]
    if len(marked) != 1:
        message = f"mutants/{name}: {len(marked)} lines end in {MARK}, expected one"
        raise KataError(message, hint=HINT)
    try:
        ast.parse(text)
    except SyntaxError as error:
        raise KataError(f"mutants/{name}, line {error.lineno}: {error.msg}", hint=HINT) from None
    before = reference.splitlines()
    blocks = difflib.SequenceMatcher(None, before, lines, autojunk=False).get_opcodes()
    changed = [block for block in blocks if block[0] != "equal"]
    if len(changed) != 1 or not changed[0][3] <= marked[0] < changed[0][4]:
        message = f"mutants/{name} differs from reference.py elsewhere than on its planted line"
        raise KataError(message, hint=HINT)
    _, first, last, start, end = changed[0]
    return Mutant(
        id=f"mutants/{name}",
        operator="planted",
        line=first + 1,
        before=short("\n".join(before[first:last])),
        after=short("\n".join(lines[start:end]).replace(MARK, "")),
        text=text,
    )
