"""Asking the service how it is, and ending it."""

import os
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from torchkata.service import address, client, start
from torchkata.worker.ended import has_ended

PATIENCE = 5.0  # seconds for a service to end


@dataclass(frozen=True, slots=True)
class Status:
    """A service that runs."""

    process: int
    since: float  # seconds since the epoch
    served: int  # commands
    idle: float  # seconds without a command until it ends
    megabytes: int  # MiB, pages shared with its standby counted once


def status() -> Status | None:
    """The service of this interpreter and program, if one runs."""
    with socket.socket(socket.AF_UNIX) as connection, suppress(OSError, ValueError):
        connection.settimeout(client.START_SECONDS)
        connection.connect(address.path())
        client.send(connection, client.request([address.STATUS], os.environb, "/"), (0, 1, 2))
        process, since, served, idle = client.line(connection).split()
        number = int(process)
        return Status(number, float(since), int(served), float(idle), memory(number))
    return None


def stop() -> bool:
    """End the service; whether there was one. Commands that run go on to their end."""
    was_there = start.is_listening(address.path())
    found = status()
    if found is None:
        return was_there  # one of a program that has changed since ends once it is asked
    with suppress(ProcessLookupError):
        os.kill(found.process, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and not has_ended(found.process):
            time.sleep(0.01)
    return True


def memory(process: int) -> int:
    """MiB of a process and its descendants, each shared page divided among its users (Linux)."""
    total = 0
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    with suppress(OSError):
        listing = Path(f"/proc/{process}/task/{process}/children").read_text()
        return total // 1024 + sum(map(memory, map(int, listing.split())))
    return total // 1024
