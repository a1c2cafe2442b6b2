"""What a worker is told before it gets the attempt. Does not import torch."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

SIZE = 4  # bytes of the length before the text
WORK, PRINTED, TRACES = "work", "printed", "traces"  # in the attempt's folder


@dataclass(frozen=True, slots=True)
class Setup:
    """One attempt's folder and limits."""

    folder: str
    seconds: float
    device: str
    hidden: tuple[str, ...]  # folders that the attempt must not read
    environ: dict[str, str]

    @property
    def work(self) -> Path:
        """Where the attempt runs and may write."""
        return Path(self.folder, WORK)

    @property
    def printed(self) -> Path:
        """What it printed."""
        return Path(self.folder, PRINTED)

    @property
    def traces(self) -> Path:
        """Where it was when it was stopped or crashed."""
        return Path(self.folder, TRACES)

    def encoded(self) -> bytes:
        """As one message."""
        text = json.dumps(asdict(self)).encode()
        return len(text).to_bytes(SIZE, "little") + text


def setup_from(read: Callable[[int], bytes]) -> Setup:
    """The message that `encoded` made, read from a channel."""
    fields = json.loads(read(int.from_bytes(read(SIZE), "little")))
    return Setup(**{**fields, "hidden": tuple(fields["hidden"])})
