"""The calling side: an attempt in a process of its own, asked for data and never believed."""

import math
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from functools import partial
from typing import NoReturn

from torchkata.contracts import Isolation, KataError, Run
from torchkata.worker.case import Case
from torchkata.worker.channel import Channel
from torchkata.worker.claims import (
    NotCredibleError,
    credible_fault,
    credible_inventory,
    credible_recorded,
    credible_result,
    credible_runs,
)
from torchkata.worker.ending import ended, overtime
from torchkata.worker.faults import AttemptError, Fault, clean
from torchkata.worker.launch import Launch
from torchkata.worker.messages import (
    Evaluation,
    Inventory,
    Looks,
    Mend,
    Mended,
    Pending,
    Record,
    Recorded,
    Reply,
    Request,
    Result,
    Target,
)
from torchkata.worker.stepping import statements_of
from torchkata.worker.wire import WireError, decode, encode

START_SECONDS = 120.0  # importing torch on a cold disk takes long
KEPT_OUTPUT = 4096  # characters of what the attempt printed
STILL_LEFT = 0.75  # of the attempt's own time, for running into an exception once more
MOST_TELLING_SECONDS = 8.0  # for all that is looked into once the verdict is known
MOST_MENDING_SECONDS = 2.0  # for some changes of the attempt, one of which may never end
LATE = 0.25  # of its time: where less is left, nothing more is searched for


class Remote:
    """An attempt behind a launched process. The same methods as `Engine`, and AttemptError.

    Requests are answered in the order in which they are sent; many may be under way, also before
    the process is ready. What is to be done `meanwhile` is called one by one: first when
    the process is first waited for, then while nothing comes.
    """

    def __init__(self, launch: Launch, meanwhile: Iterable[Callable[[], object]] = ()) -> None:
        self.launch = launch
        self.meanwhile = deque(meanwhile)
        self.channel = Channel(launch.channel, self.look_at_folder)
        self.channel.deadline = time.monotonic() + START_SECONDS
        self.process = launch.process
        self.seconds = launch.seconds
        self.target = Target("", "", "", "")
        self.left = launch.seconds  # of the attempt's own time
        self.stage = "import"  # of what is waited for
        self.under_way: deque[Pending] = deque()
        self.failed: Request | None = None  # what the last fault came of
        self.used = 0.0  # processor seconds, as it says itself
        self.scalars: dict[int, int] = {}  # in the leaves, by the case it was built for
        self.isolation: Isolation | None = None  # known once it is ready

    def load(self, target: Target) -> None:
        """Execute the attempt's file; what it raises is told with the next answer."""
        self.target = target
        self.send(Request(load=target), stage="import", is_vital=True)

    def prepare(self, cases: tuple[Case, ...]) -> None:
        """Send the cases."""
        self.send(Request(cases=cases), stage="run", is_vital=True)

    def inspect(self, case: int) -> Inventory:
        """What the built target consists of."""
        return self.inspecting(case)()

    def inspecting(self, case: int) -> Callable[[], Inventory]:
        """Have a target built; calling what is returned waits for what it consists of."""
        return partial(self.inspected, case, self.send(Request(inspect=case), stage="build"))

    def inspected(self, case: int, pending: Pending) -> Inventory:
        """What was built consists of."""
        inventory = self.reply_to(pending).inventory
        if inventory is None:
            self.nonsense("build")
        with self.believing("build"):
            inventory = credible_inventory(inventory)
        self.scalars[case] = sum(math.prod(leaf.shape) for leaf in inventory.leaves)
        return inventory

    def evaluate(self, evaluation: Evaluation) -> Result:
        """Run steps on a built target."""
        return self.start(evaluation)()

    def start(self, evaluation: Evaluation) -> Callable[[], Result]:
        """Have steps run while the caller goes on; calling what is returned waits for them."""
        pending = self.send(Request(evaluate=evaluation), stage="run")
        return partial(self.finish, evaluation, pending)

    def finish(self, evaluation: Evaluation, pending: Pending) -> Result:
        """The result of what was started."""
        result = self.reply_to(pending).result
        if result is None:
            self.nonsense("run")
        with self.believing("run"):
            return credible_result(result, evaluation, self.scalars.get(evaluation.build))

    def spent(self) -> float:
        """Processor seconds of its process; inf once little is left of its time."""
        return self.used if self.left > LATE * self.seconds else math.inf

    def record(self, record: Record) -> Recorded:
        """Run the attempt with probes: what it computed, or what came of repairs."""
        found = self.ask(Request(record=record), stage="run").recorded
        if found is None:
            self.nonsense("run")
        with self.believing("run"):
            return credible_recorded(found, record)

    def mend(self, mend: Mend) -> Mended:
        """Run the attempt with one change after another."""
        with self.within(MOST_MENDING_SECONDS):
            found = self.ask(Request(mend=mend), stage="run").mended
        if found is None or {len(found.outputs), len(found.uses)} != {len(mend.changes)}:
            self.nonsense("run")
        return found

    def trace(self, looks: Looks) -> tuple[Run, ...]:
        """Follow the attempt line by line through some cases."""
        pending = self.send(Request(trace=looks), stage="run")
        statements_of(self.target.source)  # is needed below, and can be found meanwhile
        found = self.reply_to(pending).traced
        if found is None:
            self.nonsense("run")
        with self.believing("run"):
            return credible_runs(found, looks, self.target)

    def again(self, fault: Fault) -> Fault:
        """The same fault with more known of it, where running into it once more tells more."""
        if not fault.is_partial or self.failed is None or self.left < STILL_LEFT * self.seconds:
            return fault
        self.left = min(self.left, MOST_TELLING_SECONDS)
        try:
            self.ask(replace(self.failed, again=fault.stage), stage=fault.stage)
        except AttemptError as error:
            return fault.or_more(error.fault)
        return fault

    def wait_until_ready(self) -> None:
        """Wait for the worker's first message, once; the attempt's clock starts then."""
        if self.isolation is not None:
            return
        self.use_time()
        try:
            self.isolation = decode(self.channel.read, Reply).isolation
        except (OSError, EOFError, WireError) as error:
            raise KataError(
                f"the process for the attempt did not start: {self.output()[-500:] or error}",
                hint="Run `kata doctor`.",
                exit_code=3,
            ) from error

    def ask(self, request: Request, *, stage: str) -> Reply:
        """Send one request and wait for its reply."""
        return self.reply_to(self.send(request, stage=stage))

    def send(self, request: Request, *, stage: str, is_vital: bool = False) -> Pending:
        """Send a request; where that fails, it is told when its reply is asked for."""
        pending = Pending(request, stage, is_vital)
        frame = encode(request)
        with suppress(OSError, EOFError), self.timed() if self.isolation else nullcontext():
            self.channel.push(frame)
        self.under_way.append(pending)
        return pending

    def reply_to(self, pending: Pending) -> Reply:
        """Wait for a reply, and for those before it, until the attempt's time is up."""
        self.wait_until_ready()
        while pending.reply is None:
            first = self.under_way.popleft()
            self.stage = first.stage
            first.reply = self.received(first.stage)
            if first.is_vital:
                self.refuse_fault(first)
        self.refuse_fault(pending)
        return pending.reply

    def refuse_fault(self, pending: Pending) -> None:
        """Raise what the attempt raised."""
        if pending.reply is not None and pending.reply.fault is not None:
            self.failed = pending.request
            with self.believing(pending.stage):
                raise AttemptError(credible_fault(pending.reply.fault, self.target))

    def received(self, stage: str) -> Reply:
        """The next reply; how the attempt ended where none comes."""
        if stage == "run" and self.channel.is_quiet():  # there is most to wait for
            self.use_time()
        try:
            with self.timed():
                reply: Reply = decode(self.channel.read, Reply)
        except TimeoutError:
            raise AttemptError(overtime(self.launch, self.target, stage)) from None
        except WireError:
            self.nonsense(stage)
        except (OSError, EOFError):
            raise AttemptError(ended(self.launch, self.target, stage)) from None
        self.used = reply.spent  # a lie makes the search for its own good shorter, or useless
        return reply

    def use_time(self) -> None:
        """Do the next thing that is to be done meanwhile."""
        if self.meanwhile:
            self.meanwhile.popleft()()

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Count what is waited for the attempt."""
        started = time.monotonic()
        self.channel.deadline = started + self.left
        try:
            yield
        finally:
            self.left -= time.monotonic() - started

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """No more than so many seconds of its time."""
        rest = max(0.0, self.left - seconds)
        self.left -= rest
        yield
        self.left += rest  # not where something was raised: it may still run, and answers nobody

    def look_at_folder(self) -> None:
        """End an attempt that fills the disk."""
        if self.launch.is_overfull():
            message = "wrote too many files into its folder, and was stopped"
            raise AttemptError(Fault(self.stage, "ProcessEnded", message))

    @contextmanager
    def believing(self, stage: str) -> Iterator[None]:
        """What is not credible is no answer."""
        try:
            yield
        except NotCredibleError:
            self.nonsense(stage)

    def nonsense(self, stage: str) -> NoReturn:
        """An answer that no worker of ours gives."""
        raise AttemptError(Fault(stage, "BadAnswer", "sent an answer that cannot be read"))

    def output(self) -> str:
        """The beginning of what the attempt printed."""
        with suppress(OSError), self.launch.setup.printed.open("rb") as printed:
            return clean(printed.read(KEPT_OUTPUT).decode(errors="replace"))
        return ""
