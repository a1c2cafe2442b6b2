"""`kata list` and `kata show`: what there is to practise."""

import difflib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from torchkata import catalog
from torchkata.contracts import Belt, Kata, KataError
from torchkata.practice.place import Place

if TYPE_CHECKING:
    from torchkata.contracts import Brief


def listed(
    place: Place, *, belt: str | None = None, concept: str | None = None
) -> tuple[Kata, ...]:
    """The katas of a belt and with a concept; None asks for any."""
    katas: tuple[Kata, ...] = place.katas()
    if belt is not None:
        wanted = _known(belt, [member.value for member in Belt], "belt")
        katas = tuple(kata for kata in katas if kata.belt.value == wanted)
    if concept is not None:
        wanted = _known(concept, concepts(place), "concept")
        katas = tuple(kata for kata in katas if wanted in kata.concepts)
    return katas


def concepts(place: Place) -> list[str]:
    """Every concept that some kata names, in alphabetical order."""
    return sorted({concept for kata in place.katas() for concept in kata.concepts})


def brief(place: Place, name: str) -> "Brief":
    """What the kata called `name` asks for."""
    kata = catalog.find(place.katas(), name)
    from torchkata.contracts import Brief
    from torchkata.source import parts, signature

    reference = catalog.reference_text(kata)
    return Brief(kata, signature(reference, kata.target), parts(reference, kata.target))


def _known(word: str, words: Iterable[str], noun: str) -> str:
    by_lower = {known.lower(): known for known in words}
    if word.lower() in by_lower:
        return by_lower[word.lower()]
    near = difflib.get_close_matches(word.lower(), by_lower, n=1)
    everything = f"{noun}s: {', '.join(by_lower.values())}"
    hint = f'did you mean "{by_lower[near[0]]}"? {everything}' if near else everything
    raise KataError(f'no {noun} is called "{word}"', hint=hint)
