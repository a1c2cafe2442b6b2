"""The process that judges specimens: a kata's own code, so it may run beside its reference."""

import signal
import warnings
from contextlib import suppress
from multiprocessing.connection import Connection

import torch

from torchkata.contracts import Flaw, KataError
from torchkata.judge.author.audit import audit
from torchkata.judge.author.jobs import Found, Job
from torchkata.judge.author.trial import Bench


def serve(channel: Connection) -> None:
    """Take jobs until the other side hangs up, which also hears of interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")  # mutants do what torch warns of
    with suppress(EOFError, OSError):
        channel.send(Found())
        bench = None
        while True:
            job = channel.recv()
            assert isinstance(job, Job)
            if job.audits:
                channel.send(Found(flaws=audited(job)))
            if bench is None or (bench.kata, bench.seed) != (job.kata, job.seed):
                bench = Bench(job.kata, job.seed)
            for specimen in job.specimens:
                channel.send(Found(trial=bench.trial(specimen)))
            channel.send(Found())


def audited(job: Job) -> tuple[Flaw, ...]:
    """What is wrong with the kata's cases; a reference that raises is the only flaw then."""
    try:
        return audit(job.kata, job.seed)
    except KataError as error:
        return (Flaw("reference", error.message),)
