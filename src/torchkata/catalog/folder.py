"""What else lies in a kata's folder."""

from pathlib import Path

from torchkata.catalog.texts import file_text
from torchkata.contracts import Kata

ALLOWED = ("kata.toml", "reference.py", "notes.md")
IGNORED = ("__pycache__",)


def stray_files(kata: Kata) -> tuple[str, ...]:
    """Paths in the kata's folder that no kata has, relative to it."""
    own = kata.folder
    allowed = {own / name for name in ALLOWED} | set(_mutants(kata))
    if kata.driver is not None:
        allowed.add(kata.driver)
    files = (path for path in own.rglob("*") if path.is_file() and path not in allowed)
    strays = (path.relative_to(own) for path in files)
    return tuple(sorted(p.as_posix() for p in strays if not set(p.parts) & set(IGNORED)))


def mutant_texts(kata: Kata) -> dict[str, str]:
    """The kata's own mutants, by file name."""
    return {path.name: file_text(path) for path in _mutants(kata)}


def _mutants(kata: Kata) -> list[Path]:
    return sorted((kata.folder / "mutants").glob("*.py"))
