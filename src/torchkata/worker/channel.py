"""The caller's end of a worker's socket: bytes in both directions before a deadline."""

import select
import socket
import time
from collections.abc import Callable

CHUNK = 2**20
WATCH_SECONDS = 0.25  # between looks at what the worker is doing otherwise


class Channel:
    """A socket to a process that may stall, stop listening, or end at any byte.

    `look` is called again and again while it is waited for. Raises TimeoutError past the deadline,
    EOFError and other OSErrors where nobody is there any more.
    """

    def __init__(self, connection: socket.socket, look: Callable[[], None]) -> None:
        self.connection = connection
        self.look = look
        self.deadline = 0.0
        self.inbox = bytearray()  # what has come and was not asked for yet

    def push(self, frame: bytes) -> None:
        """Send all of it; take in what comes meanwhile, the worker may wait to get rid of that."""
        rest = memoryview(frame)[self.sent(frame) :]
        while rest:
            ends = [self.connection]
            readable, writable, _ = select.select(ends, ends, [], self.patience())
            if writable:
                rest = rest[self.sent(rest) :]
            elif readable:
                self.take_in()
            else:
                self.look()

    def sent(self, frame: bytes | memoryview) -> int:
        """Send what there is room for: select says that there is some only once most is free."""
        self.connection.settimeout(0.0)
        try:
            return self.connection.send(frame)
        except BlockingIOError:
            return 0

    def read(self, size: int) -> bytes:
        """Exactly so many bytes."""
        while len(self.inbox) < size:
            self.connection.settimeout(self.patience())
            try:
                self.take_in()
            except TimeoutError:
                self.look()
        found = bytes(self.inbox[:size])
        del self.inbox[:size]
        return found

    def is_quiet(self) -> bool:
        """Whether nothing has come that is not read yet."""
        return not self.inbox and not select.select([self.connection], [], [], 0)[0]

    def take_in(self) -> None:
        """Keep what has arrived."""
        part = self.connection.recv(CHUNK)
        if not part:
            raise EOFError
        self.inbox += part

    def patience(self) -> float:
        """Seconds to wait before the next look, or TimeoutError."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(left, WATCH_SECONDS)
