"""The folders in which katas are looked for."""

import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from torchkata.contracts import KataError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from torchkata.contracts import Finding

GROUP = "torchkata.katas"


def kata_folders(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Where katas are, most important first: `KATA_PATH`, installed packs, the built-in ones."""
    packs = [folder for entry in _entries() for folder in _pack_folders(entry)]
    roots = [*_named_folders(environ.get("KATA_PATH", "")), *packs, _built_in()]
    return tuple(dict.fromkeys(roots))


def pack_problems() -> "tuple[Finding, ...]":
    """Installed packs whose folder cannot be found; the others work all the same."""
    from torchkata.contracts import Finding

    return tuple(
        Finding(
            f"pack {entry.name}",
            f'"{entry.value}" leads to no folder of katas',
            good=False,
            hint=f"reinstall or remove {entry.dist.name if entry.dist else entry.name}",
        )
        for entry in _entries()
        if not _pack_folders(entry)
    )


def _named_folders(kata_path: str) -> list[Path]:
    folders = [
        Path(os.path.expanduser(part))  # noqa: PTH111
        for part in kata_path.split(os.pathsep)
        if part.strip()
    ]
    for folder in folders:
        if not os.path.isdir(folder):  # noqa: PTH112 (the other raises for a long name)
            raise KataError(
                f'KATA_PATH names "{folder}", which is not a folder',
                hint="correct KATA_PATH or unset it",
            )
        if (folder / "kata.toml").is_file():
            raise KataError(
                f'KATA_PATH names "{folder}", which is a kata itself',
                hint=f'name the folder around it: "{folder.parent}"',
            )
    return [folder.resolve() for folder in folders]


def _entries() -> "tuple[EntryPoint, ...]":
    if not any(map(_may_bring_packs, sys.path)):
        return ()
    from importlib import metadata  # dear, and few have packs

    return tuple(sorted(metadata.entry_points(group=GROUP), key=lambda entry: entry.name))


def _may_bring_packs(place: str) -> bool:
    """Whether what is installed in a folder of `sys.path` says that it brings katas."""
    folder = Path(place or ".")
    if folder.is_file():  # an archive, which only `metadata` can read
        return True
    lists = (
        *folder.glob("*.dist-info/entry_points.txt"),
        *folder.glob("*.egg-info/entry_points.txt"),
    )
    return any(GROUP in path.read_text(errors="replace") for path in lists)


def _pack_folders(entry: "EntryPoint") -> list[Path]:
    """The folders of an entry point's module, found without running the module itself."""
    name = f"{entry.module}.{entry.attr}" if entry.attr else entry.module
    try:
        spec = find_spec(name)
    except Exception:  # the parent packages are a stranger's code, and are imported on the way
        return []
    if spec is None:
        return []
    places = spec.submodule_search_locations
    if places is None:
        places = [str(Path(spec.origin).parent)] if spec.has_location and spec.origin else []
    return [Path(place).resolve() for place in places if Path(place).is_dir()]


def _built_in() -> Path:
    package = Path(__file__).resolve().parents[1]
    checkout = package.parents[1]
    is_checkout = package.parent.name == "src" and (checkout / "pyproject.toml").is_file()
    if is_checkout and (checkout / "katas").is_dir():
        return checkout / "katas"
    return package / "_katas"
