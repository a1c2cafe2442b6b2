"""Which kata a file is an attempt at, where nobody says so."""

from collections.abc import Collection
from pathlib import Path

from torchkata import catalog
from torchkata.contracts import Attempt, Kata, KataError, Katas


def kata_of(attempt: Attempt, katas: Katas) -> Kata:
    """By the header, else the file's name, else the one target that the file defines."""
    if attempt.kata is not None and attempt.kata in katas.broken:
        raise katas.broken[attempt.kata]
    if attempt.kata is not None:
        try:
            return catalog.find(katas, attempt.kata)
        except KataError as error:
            message = f'the header of "{attempt.path}" names a kata: {error.message}'
            raise KataError(message, hint=error.hint) from error
    own = {item.name for item in attempt.definitions if item.kind in ("class", "function")}
    return alone_of(attempt.path, own, katas, "its first line")


def alone_of(path: Path, defined: Collection[str], katas: Katas, place: str) -> Kata:
    """By the file's name, else the one target among what is defined; `place` is for a header."""
    by_stem = [kata for kata in katas if kata.id == path.stem]
    candidates = by_stem or [kata for kata in katas if kata.target in defined]
    if len(candidates) == 1:
        return candidates[0]
    several = ", ".join(kata.id for kata in candidates)
    raise KataError(
        f'which kata is "{path}" an attempt at? ' + (several or "nothing in it says so"),
        hint=f"put `# kata: NAME` on {place}, or say `--kata NAME`",
    )
