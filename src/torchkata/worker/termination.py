"""A request to end arrives as KeyboardInterrupt, so that nothing is left behind."""

import signal
import threading
from types import FrameType, TracebackType


class Termination:
    """While it lasts, SIGTERM raises KeyboardInterrupt in the main thread."""

    def __init__(self) -> None:
        self.is_ours = False

    def __enter__(self) -> "Termination":
        is_main = threading.current_thread() is threading.main_thread()
        if is_main and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, interrupt)
            self.is_ours = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.is_ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def interrupt(number: int, frame: FrameType | None) -> None:
    """What Ctrl-C does."""
    raise KeyboardInterrupt
