"""What the shell offers at the tab key. Never an error: then it offers nothing."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from torchkata.cli import screen
from torchkata.contracts import KataError

if TYPE_CHECKING:
    from torchkata.contracts import Kata
    from torchkata.practice.place import Place

Offers = list[tuple[str, str]]
DEVICES = ("auto", "cpu", "cuda", "mps")
GRADES = ("good", "easy", "hard")


def here() -> "Place":
    """Where this command runs."""
    from torchkata.practice.place import Place

    try:
        folder = Path.cwd()
    except FileNotFoundError as error:
        raise KataError("the folder you are in is gone", hint="cd to one that is there") from error
    return Place(folder, os.environ, screen.trouble)


def kata_names(incomplete: str) -> Offers:
    """Katas, with their titles."""
    return [(kata.id, kata.title) for kata in _katas() if kata.id.startswith(incomplete)]


def files_and_katas(incomplete: str) -> Offers:
    """The Python files here, then katas."""
    files: list[str] = []
    with suppress(OSError):
        files = sorted(path.name for path in Path.cwd().glob("*.py"))
    offered = [(name, "") for name in files if name.startswith(incomplete)]
    return offered + kata_names(incomplete)


def belts(incomplete: str) -> list[str]:
    """The belts, white to black."""
    from torchkata.contracts import Belt

    return [belt.value for belt in Belt if belt.value.startswith(incomplete)]


def concepts(incomplete: str) -> list[str]:
    """Every concept of some kata."""
    names = {concept for kata in _katas() for concept in kata.concepts}
    return sorted(name for name in names if name.startswith(incomplete))


def levels(incomplete: str) -> list[str]:
    """The levels of a practice file."""
    from torchkata.practice.new import levels as known

    return [level for level in known() if level.startswith(incomplete)]


def parts(context: typer.Context, incomplete: str) -> list[str]:
    """The parts of the kata that the words before this one name; else those of every kata."""
    from torchkata.practice.parts import part_names

    # The words are not parsed while the last one is missing.
    given = (context.params.get("kata"), context.params.get("file"), *context.args)
    stems = {Path(word).stem for word in given if word}
    katas = _katas()
    named = [kata for kata in katas if kata.id in stems]
    names = {name for kata in named or katas for name in part_names(kata)}
    return sorted(name for name in names if name.startswith(incomplete))


def devices(incomplete: str) -> list[str]:
    """The devices that an attempt may run on."""
    return [device for device in DEVICES if device.startswith(incomplete)]


def grades(incomplete: str) -> list[str]:
    """How well a kata may have been remembered."""
    return [grade for grade in GRADES if grade.startswith(incomplete)]


def _katas() -> "tuple[Kata, ...]":
    from torchkata.practice.place import Place, tell_nobody

    with suppress(KataError, OSError):
        return Place(Path.cwd(), os.environ, tell_nobody).katas()
    return ()
