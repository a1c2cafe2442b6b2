"""Bytes to a process that does not listen yet."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from torchkata.worker.channel import Channel


@contextmanager
def channel(seconds: float) -> Iterator[tuple[Channel, socket.socket]]:
    """One end as a channel, and the other."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        made = Channel(ours, lambda: None)
        made.deadline = time.monotonic() + seconds
        yield made, theirs


def test_what_there_is_room_for_is_sent_without_waiting() -> None:
    with channel(30.0) as (sending, other):
        started = time.monotonic()
        for _ in range(12):  # half of what Linux holds
            sending.push(b"x" * 2**13)
        assert time.monotonic() - started < 5.0
        received = b""
        while len(received) < 12 * 2**13:
            received += other.recv(2**20)
        assert received == b"x" * 12 * 2**13


def test_a_process_that_does_not_listen_is_waited_for_until_the_deadline() -> None:
    with channel(0.3) as (sending, _), pytest.raises(TimeoutError):
        sending.push(b"x" * 2**24)
