"""All katas in their order, and one kata by its name."""

import difflib
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from torchkata.catalog.memory import Memory, signs_of
from torchkata.catalog.road import bad_prerequisites, steps_before, without_broken
from torchkata.contracts import Kata, KataError, Katas


def load(folders: Sequence[Path], memory: Path | None = None) -> Katas:
    """Every kata in `folders`, by belt, then along the road (prerequisites first), then by id.

    The first folder that has an id wins. One that is broken leaves the others as they are, but for
    its place among their prerequisites. What was read before need not be read again, as `memory`,
    a file, tells.
    """
    katas: dict[str, Kata] = {}
    broken: dict[str, KataError] = {}
    remembered = Memory(memory)
    for folder in _kata_folders(folders):
        try:
            katas[folder.name] = _kata(folder, remembered)
        except KataError as error:
            broken[folder.name] = error
    remembered.save()
    while refusals := bad_prerequisites(katas, broken):
        broken |= refusals
        katas = {name: kata for name, kata in katas.items() if name not in refusals}
    if broken:
        katas = {name: without_broken(kata, broken) for name, kata in katas.items()}
    steps = steps_before(katas)
    ordered = sorted(katas.values(), key=lambda k: (k.belt.rank, steps[k.id], k.id))
    return Katas(ordered, broken)


def _kata(folder: Path, memory: Memory) -> Kata:
    signs = signs_of(folder)
    known = memory.kata(folder, signs)
    if known is not None:
        return known
    from torchkata.catalog.read import read_kata

    kata = read_kata(folder)
    memory.keep(folder, signs, kata)
    return kata


def all_sound(katas: Katas) -> Katas:
    """The same katas. One KataError lists all mistakes of all files where there are any."""
    if katas.broken:
        text = "\n".join(error.message for error in katas.broken.values())
        raise KataError(text, hint=next(iter(katas.broken.values())).hint)
    return katas


def find(katas: Katas, name: str) -> Kata:
    """The kata called `name`. KataError says why it is broken, or what may have been meant."""
    by_id = {kata.id: kata for kata in katas}
    if name in by_id:
        return by_id[name]
    if name in katas.broken:
        raise katas.broken[name]
    close = _near(by_id, name)
    guess = f"did you mean {' or '.join(close)}? " if close else ""
    raise KataError(f'there is no kata called "{name}"', hint=f"{guess}`kata list` shows them all")


def _kata_folders(roots: Sequence[Path]) -> list[Path]:
    """Folders that hold a `kata.toml`, one an id."""
    found: dict[str, Path] = {}
    for root in roots:
        with suppress(OSError):  # a root that is no folder has none
            for name in sorted(os.listdir(root)):  # noqa: PTH208 (pathlib is slow)
                if os.path.exists(f"{root}/{name}/kata.toml"):  # noqa: PTH110
                    found.setdefault(name, root / name)
    return list(found.values())


def _near(by_id: Mapping[str, Kata], name: str) -> list[str]:
    """Ids close to `name`, which may also be spelled as the target is."""
    plain = name.replace("-", "_").lower()
    targets = [kata.id for kata in by_id.values() if kata.target.lower() == plain]
    return list(dict.fromkeys(targets + difflib.get_close_matches(plain, list(by_id), n=3)))[:3]
