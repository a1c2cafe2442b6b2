"""Where a command runs."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from torchkata import catalog
from torchkata.contracts import Kata


@dataclass(frozen=True, slots=True)
class Place:
    """The folder a learner stands in, and the environment that says where the rest lies."""

    folder: Path
    environ: Mapping[str, str]

    def katas(self) -> tuple[Kata, ...]:
        """Every kata that can be found, in the order of the road."""
        return catalog.load(catalog.kata_folders(self.environ))

    def real(self, path: Path) -> Path:
        """Where `path` lies, by the one name that no link changes."""
        return (self.folder / path).resolve()

    def path(self, name: str) -> Path:
        """The file that a learner here means by `name`; a `~` of nobody's is left as it is."""
        return self.folder / os.path.expanduser(name)  # noqa: PTH111

    def shown(self, path: Path) -> Path:
        """`path` as a learner here would type it."""
        return path.relative_to(self.folder) if path.is_relative_to(self.folder) else path
