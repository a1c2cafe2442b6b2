"""A built target run for its outputs alone, dropout replaced by its stand-in."""

from contextlib import nullcontext

import torch
from torch import Tensor

from torchkata.worker.case import arguments, leaf_inputs, with_steps
from torchkata.worker.conditions import settings
from torchkata.worker.dropout import StandIn
from torchkata.worker.engine import Engine
from torchkata.worker.messages import Evaluation, Record
from torchkata.worker.outputs import flatten, plain
from torchkata.worker.subjects import Subject


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
    with settings(evaluation), grad_mode, StandIn(lift=True):
        for train in (*[True] * record.rounds, record.train):
            inputs = leaf_inputs(case, dtype=torch.float64, device="cpu", scale=record.scale)
            if subject.module is not None:
                subject.module.train(train)
            returned = subject.run(arguments(case, inputs))
    return flatten(returned)[1]
