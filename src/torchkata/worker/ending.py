"""How an attempt's process ended, and where it was, from what it left."""

import re
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import replace

from torchkata.worker.failing import lines_of, signal_name
from torchkata.worker.faults import Fault, clean
from torchkata.worker.launch import Launch
from torchkata.worker.messages import Target

MOST_TRACED = 2**16  # bytes of its tracebacks
PLACE = re.compile(r'File "([^"]*)", line (\d{1,7})\b')


def overtime(launch: Launch, target: Target, stage: str) -> Fault:
    """It is still running; where, if it can be told."""
    with suppress(ProcessLookupError, PermissionError):
        launch.process.send_signal(signal.SIGUSR1)
        time.sleep(0.1)
    message = f"was still running after {launch.seconds:g} s, and was stopped"
    return fault(launch, target, Fault(stage, "TimeLimit", message))


def ended(launch: Launch, target: Target, stage: str) -> Fault:
    """It is gone, or closed its end."""
    try:
        status = launch.process.wait(timeout=1.0)
    except subprocess.TimeoutExpired:
        message = "closed the connection to its checker"
        return fault(launch, target, Fault(stage, "ChannelClosed", message))
    how = f"status {status}" if status >= 0 else f"signal {signal_name(-status)}"
    message = f"ended its own process ({how}) before it answered"
    return fault(launch, target, Fault(stage, "ProcessEnded", message))


def fault(launch: Launch, target: Target, found: Fault) -> Fault:
    """A fault with the line that the process's last traceback names, if there is one."""
    places = PLACE.findall(last_traceback(launch))
    lines = [int(line) for path, line in places if path == target.path]
    if not lines:
        return found
    line = lines[0]  # faulthandler tells the innermost frame first
    text = lines_of(target.source)[line - 1 : line]
    return replace(found, line=line, text=clean("".join(text)))


def last_traceback(launch: Launch) -> str:
    """Where the process was when it was asked, or when it crashed."""
    with suppress(OSError), launch.setup.traces.open("rb") as traces:
        return traces.read(MOST_TRACED).decode(errors="replace")
    return ""
