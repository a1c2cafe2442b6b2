"""An editor that types by itself: each time it is opened, the next of the texts in `typed`."""

import os
import sys
from pathlib import Path

import moment

TYPED = Path(__file__).resolve().parent / "typed"
ORDER = ("first", "second", "third")
MINUTES = 4.2  # for one text


def texts(kata: str) -> list[str]:
    """What is typed for one kata, text after text."""
    paths = [TYPED / kata / f"{name}.py" for name in ORDER]
    return [path.read_text(encoding="utf-8") for path in paths if path.exists()]


def main(path: Path, clock: Path) -> None:
    """Type the text that comes after the one that is there."""
    typed = texts(path.stem)
    before = path.read_text(encoding="utf-8")
    text = typed[typed.index(before) + 1] if before in typed else typed[0]
    print(f"\x1b[H\x1b[2J\x1b[7m {path.name} \x1b[0m\n\n{text}\n\x1b[7m saved \x1b[0m", flush=True)
    moment.forward(clock, MINUTES)
    moment.save(path, text, clock)


if __name__ == "__main__":
    main(Path(sys.argv[-1]), Path(os.environ[moment.VARIABLE]))
