"""Bytes to a process that does not listen yet."""

import socket
import time

import pytest

from torchkata.worker.channel import Channel


def channel(seconds: float) -> tuple[Channel, socket.socket]:
    """One end as a channel, and the other."""
    ours, theirs = socket.socketpair()
    made = Channel(ours, lambda: None)
    made.deadline = time.monotonic() + seconds
    return made, theirs


def test_what_there_is_room_for_is_sent_without_waiting() -> None:
    sending, other = channel(30.0)
    started = time.monotonic()
    for _ in range(12):  # half of what Linux holds
        sending.push(b"x" * 2**13)
    assert time.monotonic() - started < 5.0
    with other:
        assert len(other.recv(2**20, socket.MSG_WAITALL | socket.MSG_DONTWAIT)) == 12 * 2**13


def test_a_process_that_does_not_listen_is_waited_for_until_the_deadline() -> None:
    sending, other = channel(0.3)
    with other, pytest.raises(TimeoutError):
        sending.push(b"x" * 2**24)
