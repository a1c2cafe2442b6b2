"""The order in which katas build on each other."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from torchkata.contracts import Kata, KataError

HINT = "mend it, then type: kata list"


def bad_prerequisites(katas: Mapping[str, Kata], broken: Collection[str]) -> dict[str, KataError]:
    """What is wrong with `prerequisites`, by kata: ids that do not exist, then a circle."""
    unknown: dict[str, KataError] = {}
    for kata in katas.values():
        wrong = [n for n in kata.prerequisites if n not in katas and n not in broken]
        if wrong:
            unknown[kata.id] = _refusal(kata, [_unknown(name, katas) for name in wrong])
    if unknown:
        return unknown
    circle = _circle(katas)
    if not circle:
        return {}
    path = " -> ".join([*circle, circle[0]])
    return {circle[0]: _refusal(katas[circle[0]], [f"{path} is a circle, expected an end"])}


def without_broken(kata: Kata, broken: Collection[str]) -> Kata:
    """The kata without prerequisites that nobody can do."""
    kept = tuple(name for name in kata.prerequisites if name not in broken)
    return replace(kata, prerequisites=kept)


def steps_before(katas: Mapping[str, Kata]) -> dict[str, int]:
    """How long the longest chain of prerequisites before each kata is; there are no circles."""
    steps: dict[str, int] = {}
    while len(steps) < len(katas):
        for kata in katas.values():
            if all(name in steps for name in kata.prerequisites):
                before = [steps[name] + 1 for name in kata.prerequisites]
                steps[kata.id] = max(before, default=0)
    return steps


def _circle(katas: Mapping[str, Kata]) -> list[str]:
    """The ids on one circle, or none."""
    left = dict(katas)
    while ready := [k for k, v in left.items() if not any(p in left for p in v.prerequisites)]:
        for name in ready:
            del left[name]
    if not left:
        return []
    walk = [min(left)]
    while True:  # each kata left waits for another one that is left, so the walk comes back
        following = next(p for p in left[walk[-1]].prerequisites if p in left)
        if following in walk:
            return walk[walk.index(following) :]
        walk.append(following)


def _unknown(name: str, katas: Mapping[str, Kata]) -> str:
    from torchkata.catalog.table import (
        near,  # what reads tables is not needed where nothing is read
    )

    return f'found "{name}", expected the id of a kata that exists{near(name, katas)}'


def _refusal(kata: Kata, messages: list[str]) -> KataError:
    path = kata.folder / "kata.toml"
    lines = "".join(f"\n  prerequisites: {message}" for message in messages)
    return KataError(f"{path} cannot be used:{lines}", hint=HINT)
