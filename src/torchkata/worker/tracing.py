"""A file run with probes on every statement: what each line makes, case by case."""

from dataclasses import dataclass
from types import SimpleNamespace

import torch

from torchkata.contracts import Run
from torchkata.worker.case import arguments, leaf_inputs
from torchkata.worker.conditions import settings
from torchkata.worker.engine import Engine, executed
from torchkata.worker.faults import AttemptError
from torchkata.worker.messages import Evaluation, Look, Looks
from torchkata.worker.probes import PROBE
from torchkata.worker.stepping import BOUND, ENTER, RESULT, with_steps
from torchkata.worker.tracer import Tracer


@dataclass(frozen=True)
class Stepping:
    """An engine whose target was loaded with probes."""

    engine: Engine
    tracer: Tracer

    def run(self, look: Look) -> Run:
        """One case, as a user would run it: built and called in float32."""
        evaluation = Evaluation(
            build=look.case, steps=(), lift=False, dtype="float32", default_dtype="float32"
        )
        self.tracer.begin()
        try:
            self.build_and_run(look, evaluation)
        except AttemptError as error:
            return self.tracer.run(error.fault)
        return self.tracer.run(None)

    def build_and_run(self, look: Look, evaluation: Evaluation) -> None:
        """Everything that the file does, under the eyes of the tracer."""
        case = self.engine.cases[look.case]
        with self.engine.blaming("build"), self.tracer.noting_failure():
            subject = self.engine.construct(evaluation)
        self.tracer.know(subject.module)
        inputs = leaf_inputs(case, dtype=torch.float32, device="cpu")
        with self.engine.blaming("run"), self.tracer.noting_failure(), settings(evaluation):
            if subject.module is not None:
                subject.module.train(look.train)
            subject.run(arguments(case, inputs))


def traced(engine: Engine, looks: Looks) -> tuple[Run, ...]:
    """A run for each look."""
    target = engine.target
    stepped = with_steps(target.source)
    tracer = Tracer(stepped.statements, with_numbers=looks.with_numbers)
    probes = {
        PROBE: tracer,
        ENTER: tracer.enter,
        BOUND: tracer.bound,
        RESULT: tracer.result,
    }
    fresh = Engine()
    fresh.target, fresh.driver = target, engine.driver
    fresh.prepare(engine.cases)
    with fresh.blaming("import"):
        names = executed(target.source, target.path, "attempt", tree=stepped.tree, **probes)
    fresh.namespace = SimpleNamespace(**names)
    stepping = Stepping(fresh, tracer)
    return tuple(stepping.run(look) for look in looks.looks)
