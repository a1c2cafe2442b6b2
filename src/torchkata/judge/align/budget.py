"""How long a search may go on."""

import time

from torchkata.judge.side import Bench


def spent(attempt: Bench) -> float:
    """Processor seconds that this process and the attempt's have taken so far."""
    return time.process_time() + attempt.spent()


class Budget:
    """Processor seconds of both sides: what else a machine does shortens no search."""

    def __init__(self, attempt: Bench, seconds: float) -> None:
        self.attempt = attempt
        self.end = spent(attempt) + seconds

    @property
    def left(self) -> float:
        """What is left of it."""
        return self.end - spent(self.attempt)

    def is_used_up(self) -> bool:
        """Whether nothing is."""
        return not self.left > 0
