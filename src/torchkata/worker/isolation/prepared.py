"""The rules for files that an attempt may read, made before it is known which attempt comes.

Looking for hundreds of paths takes several milliseconds, while somebody waits for a verdict.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from torchkata.worker.isolation import landlock
from torchkata.worker.isolation.needs import DEVICES, FILES, LIBRARY_VARIABLE, readable


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rules that lack the attempt's own folder, and what they were made from."""

    ruleset: int
    paths: tuple[str, ...]  # folders and files that may be read
    listed: dict[str, int]  # folders that these were found in, and when they last changed
    libraries: str

    def is_for(self, hidden: Sequence[Path]) -> bool:
        """Whether they would be the same if they were made now, with nothing hidden in them."""
        closed = [os.path.realpath(path) for path in hidden]
        return (
            self.libraries == os.environ.get(LIBRARY_VARIABLE, "")
            and self.listed == changes(self.paths)
            and not any(overlap(path, other) for path in self.paths for other in closed)
        )

    def close(self) -> None:
        """Give them up; what they are in force for stays so."""
        os.close(self.ruleset)


def prepared(hidden: Sequence[Path] = ()) -> Prepared:
    """Rules by what lies on the disk now. Raises OSError."""
    paths = readable(hidden)
    listed, libraries = changes(paths), os.environ.get(LIBRARY_VARIABLE, "")
    return Prepared(landlock.rules((*paths, *FILES), DEVICES), paths, listed, libraries)


def changes(paths: Sequence[str]) -> dict[str, int]:
    """When each folder that holds one of these paths last changed; 0 where that cannot be told."""
    return {folder: changed(folder) for folder in {path.rpartition("/")[0] for path in paths}}


def changed(folder: str) -> int:
    """When a folder last changed, in nanoseconds."""
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 (paths are plain text here)
    except OSError:
        return 0


def overlap(path: str, other: str) -> bool:
    """Whether one of two paths is the other, or lies in it."""
    return f"{path}/".startswith(f"{other}/") or other.startswith(f"{path}/")
