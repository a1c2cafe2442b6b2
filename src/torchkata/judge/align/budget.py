"""How long a search may go on."""

import time

from torchkata.judge.side import Bench


class Budget:
    """Processor seconds of both sides: what else a machine does shortens no search."""

    def __init__(self, attempt: Bench, seconds: float) -> None:
        self.attempt = attempt
        self.end = self.spent() + seconds

    def spent(self) -> float:
        """What this process and the attempt's have taken so far."""
        return time.process_time() + self.attempt.spent()

    def is_used_up(self) -> bool:
        """Whether nothing is left of it."""
        return not self.spent() < self.end
