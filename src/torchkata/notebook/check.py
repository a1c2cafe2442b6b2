"""The ordinary check, in a process of its own, of something defined in a notebook or module.

What the notebook has changed in torch, and what it holds in memory, changes no verdict: the text is
handed to the `kata` command, and what that shows comes back.
"""

import difflib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torchkata.contracts import KataError
from torchkata.notebook.sources import notebook_of, text_of
from torchkata.practice.place import Place

WIDTH = 88
PASSED, FAILED = 0, 1


@dataclass(frozen=True, slots=True)
class Result:
    """What a check said: as text, or in a notebook as HTML."""

    code: int  # the exit code of `kata check`
    screen: str  # with the codes of a terminal's colours

    @property
    def passed(self) -> bool:
        """Whether it computes the reference's function."""
        return self.code == PASSED

    def __repr__(self) -> str:
        from torchkata.render.html import plain

        return plain(self.screen)

    def _repr_html_(self) -> str:
        from torchkata.render.html import html

        return html(self.screen, width=WIDTH)


def check(
    target: type | Callable[..., Any],
    *,
    kata: str | None = None,
    device: str = "auto",
    seed: int | None = None,
) -> Result:
    """Check a class or function against the kata that asks for one of its name.

    `kata` names the kata where several do, or where it is called otherwise. The cell that defines
    it is judged, with the imports and definitions that it needs from the other cells; values that
    only the notebook's memory holds are not there. Raises KataError where its text cannot be found.
    """
    if not isinstance(target, type) and not hasattr(target, "__code__"):
        raise KataError(
            f"{target!r} is neither a class nor a function",
            hint="check the class itself, not a model that is built of it",
        )
    name = kata_of(target.__name__) if kata is None else kata
    words = ["check", "--kata", name, "--device", device]
    words += ["--seed", str(seed)] if seed is not None else []
    found = text_of(target)
    if isinstance(found, Path):
        return _ran([*words, str(found)], Path.cwd())
    with tempfile.TemporaryDirectory(prefix="torch-kata-") as folder:
        path = Path(folder) / "notebook.ipynb"
        path.write_text(notebook_of(found), encoding="utf-8")
        return _ran([*words, path.name], Path(folder))


def kata_of(name: str) -> str:
    """The one kata whose target has this name. KataError where there is none, or several."""
    katas = Place(Path.cwd(), os.environ).katas()
    found = [kata.id for kata in katas if kata.target == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise KataError(
            f'several katas ask for "{name}": {", ".join(found)}',
            hint=f'say which: check({name}, kata="{found[0]}")',
        )
    near = difflib.get_close_matches(name, [kata.target for kata in katas], n=1)
    meant = f'did you mean to call it "{near[0]}"? ' if near else ""
    raise KataError(f'no kata asks for "{name}"', hint=f'{meant}or say check({name}, kata="…")')


def _ran(words: list[str], folder: Path) -> Result:
    done = subprocess.run(
        [sys.executable, "-m", "torchkata", *words],
        cwd=folder,
        env={**os.environ, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    graded = done.returncode in (PASSED, FAILED)
    return Result(done.returncode, done.stdout if graded else done.stdout + done.stderr)
