"""Which file a command works on, and which kata that file is an attempt at."""

import os
import re
from pathlib import Path

from torchkata import catalog
from torchkata.contracts import Attempt, Chosen, Kata, KataError, Katas, PracticeFile
from torchkata.contracts.typed import typed
from torchkata.practice.meant import kata_of
from torchkata.practice.place import Place, is_folder

HEADER = re.compile(rb"#\s*kata\s*:")  # worth reading the file for
NOTEBOOK_BYTES = 2**27  # with its pictures
HEAD_BYTES = 4096  # in which a header must stand to be seen
MOST_BYTES = 2**20 + 1  # one more than `source` takes, so that it says what is wrong


def choose(place: Place, name: str | None, *, kata: str | None = None) -> Chosen:
    """The file that `name` means: a file, or a kata's practice file, or the newest one here."""
    katas = place.katas()
    named = None if kata is None else catalog.find(katas, kata)
    path = _newest(place) if name is None else _path(place, name, katas)
    if path.suffix == ".ipynb":
        from torchkata.practice.notebooks import chosen_cell

        return chosen_cell(place, _bytes_of(place, path, NOTEBOOK_BYTES), path, katas, named)
    attempt = _attempt(place, path)
    return Chosen(attempt, named or kata_of(attempt, katas), is_newest=name is None)


def read_file(place: Place, name: str) -> Attempt:
    """A file by its path, whatever it is."""
    path = place.path(name)
    if not _is_file(path):
        raise KataError(f'there is no file "{name}"', hint="name a Python file")
    return _attempt(place, path)


def practice_files(place: Place) -> tuple[PracticeFile, ...]:
    """The practice files in the folder, known by their header, newest first."""
    found = [
        PracticeFile(place.shown(path), kata, modified)
        for path in sorted(place.folder.glob("*.py"))
        for kata, modified in _header(path)
    ]
    return tuple(sorted(found, key=lambda file: -file.modified))


def _header(path: Path) -> list[tuple[str, float]]:
    """The kata that a file's header names and when it was edited; nothing where it has none."""
    from torchkata.source import read_attempt

    try:
        if not path.is_file():
            return []
        modified = path.stat().st_mtime
        with path.open("rb") as opened:
            if not HEADER.search(opened.read(HEAD_BYTES)):
                return []
        kata = read_attempt(_bytes(path), path).kata
    except OSError:
        return []
    return [] if kata is None else [(kata, modified)]


def _newest(place: Place) -> Path:
    files = practice_files(place)
    if not files:
        raise KataError(
            f'no practice file in "{place.folder}"',
            hint="make one with `kata new NAME`, or name a file",
        )
    return place.folder / files[0].path


def _path(place: Place, name: str, katas: Katas) -> Path:
    if name == "-":
        raise KataError("an attempt is read from a file, not from standard input")
    path = place.path(name)
    if _is_file(path):
        return path
    if path.suffix in (".py", ".ipynb") or path.name != name:
        _missing(place, path, name, katas)
    return _practice_file(place, catalog.find(katas, name))


def _is_file(path: Path) -> bool:
    """Whether it is one; a name that the system refuses, too long say, is none."""
    return os.path.isfile(path)  # noqa: PTH113


def _missing(place: Place, path: Path, name: str, katas: Katas) -> None:
    if os.path.exists(path):  # noqa: PTH110
        what = "it is a folder: " if is_folder(path) else ""
        raise KataError(f'"{name}" is not a file', hint=f"{what}name the Python file that you mean")
    if os.path.islink(path):  # noqa: PTH114
        raise KataError(
            f'"{name}" is a link to "{os.readlink(path)}", which is not there',  # noqa: PTH115
            hint="remove the link, or put back what it leads to",
        )
    known = [kata.id for kata in katas if kata.id == path.stem]
    raise KataError(f'there is no file "{name}"', hint=_way_to(place, path, known))


def _way_to(place: Place, path: Path, known: list[str]) -> str:
    """What to do about a file that is not there; `known` is the kata that it is named for."""
    if not is_folder(path.parent):
        return f'there is no folder "{place.shown(path.parent)}" either: look at how it is spelled'
    if not known:
        return "`kata` shows what is open here"
    elsewhere = "" if path.parent == place.folder else f" -o {typed(place.shown(path))}"
    return f"make it with `kata new {known[0]}{elsewhere}`"


def _practice_file(place: Place, kata: Kata) -> Path:
    path = place.folder / f"{kata.id}.py"
    if path.is_file():
        return path
    for file in practice_files(place):
        if file.kata == kata.id:
            return place.folder / file.path
    if is_folder(path):
        raise KataError(
            f'"{path.name}" is a folder here, and no file says that it is {kata.id}',
            hint=f"make one by another name: `kata new {kata.id} --output NAME.py`",
        )
    raise KataError(
        f'there is no file "{path.name}" here', hint=f"make it with `kata new {kata.id}`"
    )


def _attempt(place: Place, path: Path) -> Attempt:
    from torchkata.source import read_attempt

    return read_attempt(_bytes_of(place, path), place.shown(path))


def _bytes_of(place: Place, path: Path, most: int = MOST_BYTES) -> bytes:
    try:
        return _bytes(path, most)
    except OSError as error:
        reason = error.strerror or str(error)
        raise KataError(f'"{place.shown(path)}" cannot be read: {reason}') from error


def _bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    with path.open("rb") as opened:
        return opened.read(most)
