"""A built target run for its outputs alone, dropout replaced by its stand-in."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import torch
from torch import Tensor

from torchkata.worker.case import arguments, leaf_inputs, with_steps
from torchkata.worker.conditions import settings
from torchkata.worker.dropout import StandIn
from torchkata.worker.engine import Engine
from torchkata.worker.messages import Evaluation, Record
from torchkata.worker.outputs import flatten, plain
from torchkata.worker.subjects import Subject

TELLING = re.compile(r"drop|float\d|dtype|\.(float|double|half|to|type|type_as)\b")


def outputs_of(engine: Engine, subject: Subject, record: Record) -> dict[str, Tensor]:
    """What a target gives for a record's case, after runs in train mode if need be."""
    is_driven = engine.target.driver is not None  # an optimizer's driver needs gradients
    has_gradients = is_driven or record.part is not None
    outputs = returned_by(engine, subject, record, has_gradients=has_gradients)
    return {name: plain(tensor) for name, tensor in outputs.items()}


def returned_by(
    engine: Engine, subject: Subject, record: Record, *, has_gradients: bool
) -> dict[str, Tensor]:
    """The same as they are returned."""
    case = with_steps(engine.cases[record.case], record.most_steps)
    grad_mode = nullcontext() if has_gradients else torch.no_grad()
    evaluation = Evaluation(build=record.build, steps=(), drop=True)
    returned: object = None
    with settings(evaluation), grad_mode, standing_in(engine, record) as stand_in:
        for train in (*[True] * record.rounds, record.train):
            inputs = leaf_inputs(case, dtype=torch.float64, device="cpu", scale=record.scale)
            if subject.module is not None:
                subject.module.train(train)
            returned = subject.run(arguments(case, inputs))
    if stand_in is not None and not stand_in.has_acted and not in_train_mode(record):
        engine.untouched.add(record.case)
    return flatten(returned)[1]


@contextmanager
def standing_in(engine: Engine, record: Record) -> Iterator[StandIn | None]:
    """Dropout has its stand-in meanwhile, and dtypes are lifted.

    That takes as long as a run itself: in eval mode it is done without, where the text has nothing
    for it to do, or a run of this engine that came to its end had not.
    """
    is_idle = record.case in engine.untouched or not TELLING.search(engine.target.source)
    if is_idle and not in_train_mode(record):
        yield None
        return
    with StandIn(lift=True) as stand_in:
        yield stand_in


def in_train_mode(record: Record) -> bool:
    """Whether a target is in train mode at some time of a record's run."""
    return record.train or record.rounds > 0
