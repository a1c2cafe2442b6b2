"""An end to what takes too long, within one process."""

import gc
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

AGAIN = 0.01  # seconds until the next ring


@contextmanager
def at_most(seconds: float, *, path: str) -> Iterator[None]:
    """Raise TimeoutError after so much processor time, where there is a timer for that.

    Only while code of the file at `path` is being run, which may catch it and go on: then again.
    What is done before and after it, such as putting things back, is never broken off, nor what
    is called back while memory is collected: an exception would go nowhere there.
    """
    if not hasattr(signal, "setitimer") or current_thread() is not main_thread():
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        called_back = {getattr(function, "__code__", None) for function in gc.callbacks}
        while frame is not None and frame.f_code not in called_back:
            if frame.f_code.co_filename == path:
                raise TimeoutError
            frame = frame.f_back

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
