"""Where a command runs."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from torchkata import catalog
from torchkata.contracts import KataError, Katas


def tell_nobody(error: KataError) -> None:
    """Where a problem is another command's business."""


def is_folder(path: Path) -> bool:
    """Whether it is one; a name that the system refuses, too long say, is none."""
    return os.path.isdir(path)  # noqa: PTH112


@dataclass(frozen=True, slots=True)
class Place:
    """The folder a learner stands in, and the environment that says where the rest lies."""

    folder: Path
    environ: Mapping[str, str]
    tell: Callable[[KataError], None] = tell_nobody  # what is wrong with a kata, beside the result

    def katas(self) -> Katas:
        """Every kata that can be used, in the order of the road."""
        found = catalog.load(catalog.kata_folders(self.environ), catalog.memory_file(self.environ))
        for error in found.broken.values():
            self.tell(error)
        return found

    @property
    def layouts(self) -> Path:
        """The folder that remembers how a learner here lays parameters out."""
        return catalog.memory_file(self.environ).with_name("layouts")

    def real(self, path: Path) -> Path:
        """Where `path` lies, by the one name that no link changes."""
        return (self.folder / path).resolve()

    def path(self, name: str) -> Path:
        """The file that a learner here means by `name`; a `~` of nobody's is left as it is."""
        return self.folder / os.path.expanduser(name)  # noqa: PTH111

    def shown(self, path: Path) -> Path:
        """`path` as a learner here would type it."""
        return path.relative_to(self.folder) if path.is_relative_to(self.folder) else path
