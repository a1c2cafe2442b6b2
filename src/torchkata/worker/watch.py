"""Probes that keep what every expression was last, for the one that raises."""

import sys
from types import FrameType
from typing import Any

from torchkata.worker.probes import PROBE, with_probes

Place = tuple[int, int, str]  # first line, last line, text: by which an expression is known again


class Watch:
    """The function behind every probe, and afterwards the values it was given."""

    def __init__(self, source: str) -> None:
        self.probed = with_probes(source)
        self.values: dict[int, tuple[int, Any]] = {}  # by site, with whose frame it was

    def __call__(self, site: int, value: Any) -> Any:
        """Keep a value."""
        self.values[site] = id(sys._getframe(1)), value
        return value

    def seen_in(self, frame: FrameType) -> dict[Place, Any]:
        """The values that one frame had."""
        sites = self.probed.sites
        return {
            (sites[site].line, sites[site].end_line, sites[site].text): value
            for site, (owner, value) in self.values.items()
            if owner == id(frame) and not sites[site].is_test
        }

    @property
    def given(self) -> dict[str, Any]:
        """What `executed` has to be given to run the file with probes."""
        return {"tree": self.probed.tree, PROBE: self}
