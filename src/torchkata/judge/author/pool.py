"""Processes that judge specimens, each of them ended when one specimen takes too long."""

import multiprocessing
import queue
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess

from torchkata.contracts import Examination, Flaw, Kata, KataError, Specimen, Trial
from torchkata.judge.author.jobs import Found, Job

CHUNK = 24  # specimens of one kata that a process is given at a time
START = 120.0  # seconds for a process to import torch
PATIENCE = 120.0  # seconds of wall clock for one specimen


@dataclass(frozen=True, slots=True)
class Exam:
    """A kata and what is to be judged by it."""

    kata: Kata
    specimens: tuple[Specimen, ...]


def examine(
    exams: Sequence[Exam],
    *,
    seed: int,
    workers: int,
    patience: float = PATIENCE,
    tell: Callable[[int, int], None] = lambda done, jobs: None,
) -> tuple[Examination, ...]:
    """Judge every specimen of every exam; one examination for each, in order.

    `tell` hears of each part that is done how many there are by then, and of how many.
    """
    jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
    count = 0
    for exam in exams:
        for job in parts(exam, seed):
            jobs.put(job)
            count += 1
    done: list[Examination] = []

    def share(worker: Worker) -> None:
        for part in work(worker, jobs):
            done.append(part)
            tell(len(done), count)

    crew = [Worker(patience) for _ in range(min(workers, count))]
    with ThreadPoolExecutor(workers) as threads:
        try:
            for future in [threads.submit(share, worker) for worker in crew]:
                future.result()
        except BaseException:  # an interrupt, say: nobody waits for what is left
            for worker in crew:
                worker.stop()
            raise
    return tuple(joined(exam, done) for exam in exams)


def parts(exam: Exam, seed: int) -> Iterator[Job]:
    """The exam in pieces, so that several processes can share a long one."""
    for start in range(0, max(1, len(exam.specimens)), CHUNK):
        yield Job(exam.kata, exam.specimens[start : start + CHUNK], seed, audits=start == 0)


def work(worker: "Worker", jobs: "queue.SimpleQueue[Job]") -> Iterator[Examination]:
    """A worker takes jobs until none is left."""
    try:
        while not worker.is_stopped:
            try:
                job = jobs.get_nowait()
            except queue.Empty:
                return
            yield worker.done(job)
    finally:
        worker.end()


class Worker:
    """A process, and a new one after each that had to be ended."""

    def __init__(self, patience: float) -> None:
        self.patience = patience
        self.is_stopped = False
        self.process: SpawnProcess | None = None
        self.channel: Connection | None = None

    def done(self, job: Job) -> Examination:
        """Give a job and collect what comes of it; what ends or hangs counts as raised."""
        started = time.monotonic()
        flaws: tuple[Flaw, ...] = ()
        trials: list[Trial] = []
        left = list(job.specimens)
        audits = job.audits
        while (left or audits) and not self.is_stopped:
            self.start().send(Job(job.kata, tuple(left), job.seed, audits))
            for found in self.messages():
                if found.flaws is not None:
                    flaws, audits = found.flaws, False
                if found.trial is not None:
                    trials.append(found.trial)
                    left.pop(0)
            if self.process is None and not self.is_stopped:
                if audits:
                    flaws, audits = (Flaw("audit", "the reference never ends on its cases"),), False
                elif left:
                    trials.append(lost(left.pop(0), self.patience))
        seconds = time.monotonic() - started
        return Examination(job.kata.id, flaws, tuple(trials), seconds)

    def start(self) -> Connection:
        """The channel to a process that is ready or is getting ready."""
        if self.channel is None:
            from torchkata.judge.author.child import serve

            context = multiprocessing.get_context("spawn")
            self.channel, theirs = context.Pipe()
            self.process = context.Process(target=serve, args=(theirs,), daemon=True)
            self.process.start()
            theirs.close()
            if not self.channel.poll(START):
                raise KataError(
                    f"no process could be started within {START:g} s",
                    hint="`kata doctor` shows whether torch can be imported",
                    exit_code=3,
                )
            self.channel.recv()
        return self.channel

    def messages(self) -> Iterator[Found]:
        """What the process says until its job is done; it is ended where it says nothing more."""
        while True:
            found = self.message()
            if found is None:
                return self.end()
            if found == Found():
                return None
            yield found

    def message(self) -> Found | None:
        """The next message in time, or None."""
        assert self.channel is not None
        try:
            if not self.channel.poll(self.patience):
                return None
            found = self.channel.recv()
        except (EOFError, OSError):
            return None
        assert isinstance(found, Found)
        return found

    def stop(self) -> None:
        """Take no more jobs, and leave the one at hand."""
        self.is_stopped = True
        if self.process is not None:
            self.process.kill()

    def end(self) -> None:
        """End the process."""
        if self.process is not None and self.channel is not None:
            self.process.kill()
            self.process.join()
            self.channel.close()
        self.process, self.channel = None, None


def lost(specimen: Specimen, patience: float) -> Trial:
    """A specimen that took its process with it."""
    message = f"it gave no answer within {patience:g} s, or ended its process"
    return Trial(specimen.id, passed=False, message=message, raised=True)


def joined(exam: Exam, done: Sequence[Examination]) -> Examination:
    """The parts of one exam together."""
    own = [part for part in done if part.kata == exam.kata.id]
    return Examination(
        kata=exam.kata.id,
        flaws=tuple(flaw for part in own for flaw in part.flaws),
        trials=tuple(trial for part in own for trial in part.trials),
        seconds=sum(part.seconds for part in own),
    )
