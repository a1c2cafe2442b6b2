"""The calling side: an attempt in a process of its own, asked for data and never believed."""

import re
import signal
import subprocess
import time
from contextlib import suppress
from typing import NoReturn

from torchkata.contracts import KataError
from torchkata.worker.case import Case
from torchkata.worker.faults import AttemptError, Fault, clean
from torchkata.worker.launch import Launch
from torchkata.worker.messages import Evaluation, Inventory, Reply, Request, Result, Target
from torchkata.worker.wire import WireError, decode, encode

START_SECONDS = 120.0  # importing torch on a cold disk takes long
KEPT_OUTPUT = 4096  # characters of what the attempt printed


class Remote:
    """An attempt behind a launched process. The same methods as `Engine`, and AttemptError."""

    def __init__(self, launch: Launch) -> None:
        self.launch = launch
        self.channel = launch.channel
        self.process = launch.process
        self.seconds = launch.seconds
        self.target = Target("", "", "", "")
        self.left = launch.seconds  # of the attempt's own time
        self.deadline = 0.0

    def load(self, target: Target) -> None:
        """Execute the attempt's file."""
        self.wait_until_ready()
        self.target = target
        self.ask(Request(load=target), stage="import")

    def prepare(self, cases: tuple[Case, ...]) -> None:
        """Send the cases."""
        self.ask(Request(cases=cases), stage="run")

    def inspect(self, case: int) -> Inventory:
        """What the built target consists of."""
        inventory = self.ask(Request(inspect=case), stage="build").inventory
        if inventory is None:
            self.nonsense("build")
        return inventory

    def evaluate(self, evaluation: Evaluation) -> Result:
        """Run steps on a built target."""
        result = self.ask(Request(evaluate=evaluation), stage="run").result
        if result is None or len(result.answers) != len(evaluation.steps):
            self.nonsense("run")
        return result

    def wait_until_ready(self) -> None:
        """Wait for the worker's first message, then start the attempt's clock."""
        self.deadline = time.monotonic() + START_SECONDS
        try:
            decode(self.read, Reply)
        except (OSError, EOFError, WireError) as error:
            raise KataError(
                f"the process for the attempt did not start: {self.output()[-500:] or error}",
                hint="Run `kata doctor`.",
                exit_code=3,
            ) from error

    def ask(self, request: Request, *, stage: str) -> Reply:
        """Send one request and wait for its reply, until the attempt's time is up."""
        frame = encode(request)
        asked = time.monotonic()
        self.deadline = asked + self.left
        try:
            self.channel.settimeout(self.remaining())
            self.channel.sendall(frame)
            reply: Reply = decode(self.read, Reply)
        except TimeoutError:
            raise AttemptError(self.overtime(stage)) from None
        except (OSError, EOFError):
            raise AttemptError(self.ended(stage)) from None
        except WireError:
            self.nonsense(stage)
        self.left -= time.monotonic() - asked
        if reply.fault is not None:
            raise AttemptError(reply.fault)
        return reply

    def read(self, size: int) -> bytes:
        """Exactly so many bytes from the worker before the deadline."""
        parts = bytearray()
        while len(parts) < size:
            self.channel.settimeout(self.remaining())
            part = self.channel.recv(min(size - len(parts), 2**20))
            if not part:
                raise EOFError
            parts += part
        return bytes(parts)

    def remaining(self) -> float:
        """Seconds left, or TimeoutError."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def overtime(self, stage: str) -> Fault:
        """The attempt is still running; where, if it can be told."""
        with suppress(ProcessLookupError, PermissionError):
            self.process.send_signal(signal.SIGUSR1)
            time.sleep(0.1)
        message = f"was still running after {self.seconds:g} s, and was stopped"
        return self.fault(stage, "TimeLimit", message)

    def ended(self, stage: str) -> Fault:
        """The process is gone, or closed its end."""
        try:
            status = self.process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            return self.fault(stage, "ChannelClosed", "closed the connection to its checker")
        how = f"status {status}" if status >= 0 else f"signal {signal_name(-status)}"
        return self.fault(
            stage, "ProcessEnded", f"ended its own process ({how}) before it answered"
        )

    def fault(self, stage: str, kind: str, message: str) -> Fault:
        """A fault with the line that the worker's last traceback names, if there is one."""
        places = re.findall(r'File "([^"]*)", line (\d+)', self.last_traceback())
        lines = [int(line) for path, line in places if path == self.target.path]
        if not lines:
            return Fault(stage, kind, message)
        line = lines[0]  # faulthandler tells the innermost frame first
        text = self.target.source.splitlines()[line - 1 : line]
        return Fault(stage, kind, message, line, text=clean("".join(text)))

    def nonsense(self, stage: str) -> NoReturn:
        """An answer that no worker of ours gives."""
        message = "sent an answer that cannot be read"
        raise AttemptError(Fault(stage, "BadAnswer", message))

    def output(self) -> str:
        """The beginning of what the attempt printed."""
        with suppress(OSError), self.launch.printed.open("rb") as printed:
            return clean(printed.read(KEPT_OUTPUT).decode(errors="replace"))
        return ""

    def last_traceback(self) -> str:
        """Where the process was when it was asked, or when it crashed."""
        with suppress(OSError), self.launch.traces.open("rb") as traces:
            return traces.read(16 * KEPT_OUTPUT).decode(errors="replace")
        return ""


def signal_name(number: int) -> str:
    """`SIGSEGV` for 11."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
