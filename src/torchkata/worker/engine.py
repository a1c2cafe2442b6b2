"""Loads a file, builds its target and runs it: the same code for the attempt and the reference."""

import ast
import io
import linecache
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property, partial
from types import ModuleType, SimpleNamespace
from typing import Any

import torch
from torch import nn
from torch.nn.parameter import UninitializedParameter

from torchkata.worker.calls import Calls
from torchkata.worker.case import Case, arguments, leaf_inputs
from torchkata.worker.conditions import dtype_named, move, one_kind_of_float, settings
from torchkata.worker.dropout import StandIn
from torchkata.worker.faults import AttemptError, Fault, File, fault_of
from torchkata.worker.integrity import default_device_kept, left_on_torch
from torchkata.worker.leaves import Leaves, State, fill_buffers
from torchkata.worker.lift import Lift
from torchkata.worker.messages import Answer, Evaluation, Inventory, Result, Step, Target
from torchkata.worker.runs import Kept, Run, Watches, flat, magnitude, one_run, tag_inputs
from torchkata.worker.signatures import numeric_defaults, positional_arguments
from torchkata.worker.streams import put_back
from torchkata.worker.subjects import (
    DriverSubject,
    FunctionSubject,
    ModuleSubject,
    Subject,
    inventory,
    numbers,
    shared_tensors,
)
from torchkata.worker.transparent import Transparent
from torchkata.worker.virtual_device import VirtualDevice, tag_registered
from torchkata.worker.watch import Watch


class Engine:
    """One loaded target, its cases, and what was built of it."""

    def __init__(self) -> None:
        self.target = Target("", "", "", "")
        self.namespace = SimpleNamespace()
        self.driver = SimpleNamespace()
        self.cases: tuple[Case, ...] = ()
        self.built: dict[tuple[object, ...], Subject] = {}
        self.probing: object = None  # the same target with probes, once it was asked for
        self.watch: Watch | None = None  # probes for a run that is known to raise
        self.unused: dict[tuple[object, ...], Subject] = {}  # built, and not run yet
        self.inputs: dict[tuple[object, ...], Kept] = {}
        self.magnitudes: dict[int, float] = {}  # of each case's inputs
        self.untouched: set[int] = set()  # cases to whose bare runs a stand-in makes no difference

    def load(self, target: Target) -> None:
        """Execute the file, and the kata's driver if it has one."""
        self.target = target
        self.built, self.unused = {}, {}
        if target.driver is not None:
            self.driver = SimpleNamespace(**executed(target.driver, target.driver_path, "driver"))
        with self.blaming("import"), default_device_kept():
            given = self.watch.given if self.watch is not None else {}
            names = executed(target.source, target.path, "attempt", **given)
            self.namespace = SimpleNamespace(**names)
        if not hasattr(self.namespace, target.name):
            message = f"the file ran but does not define {target.name}"
            raise AttemptError(Fault("import", "NameError", message))

    def prepare(self, cases: tuple[Case, ...]) -> None:
        """Take the cases that later requests name by number."""
        self.cases = cases
        self.inputs, self.magnitudes, self.untouched = {}, {}, set()
        self.__dict__.pop("anew", None)
        self.probing = None

    def inspect(self, case: int) -> Inventory:
        """Build the target for a case in float64 and list what it consists of."""
        evaluation = Evaluation(build=case, steps=())
        subject, other = self.subject(evaluation), self.construct(evaluation)
        self.unused[self.key(evaluation)] = other
        with self.blaming("build"):
            target = getattr(self.namespace, self.target.name)
            return replace(
                inventory(subject),
                shared=shared_tensors(subject, other),
                defaults=numeric_defaults(target),
                numbers=numbers(subject, self.cases[case].build),
                positional=positional_arguments(target),
            )

    def inspecting(self, case: int) -> Callable[[], Inventory]:
        """The same, at the time when it is asked for."""
        return partial(self.inspect, case)

    def evaluate(self, evaluation: Evaluation) -> Result:
        """Run the steps in order on one built target."""
        # On another device everything is made anew, what the file keeps from call to call too.
        return (self.anew if evaluation.virtual_device else self).evaluated(evaluation)

    def start(self, evaluation: Evaluation) -> Callable[[], Result]:
        """The same, at the time when the result is asked for."""
        return partial(self.evaluate, evaluation)

    def spent(self) -> float:
        """None: it runs in this process."""
        return 0.0

    @cached_property
    def anew(self) -> "Engine":
        """The same file, executed once more, what it makes at import known to be off the device."""
        engine = Engine()
        engine.watch = self.watch
        with VirtualDevice(self.target.path):
            engine.load(self.target)
        engine.prepare(self.cases)
        return engine

    def evaluated(self, evaluation: Evaluation) -> Result:
        """Run the steps in this engine."""
        subject = self.subject(evaluation)
        leaves = Leaves(subject, evaluation.weights)
        shown = flat([leaf for _, leaf in leaves.tensors]) if evaluation.shows_leaves else None
        answers: list[Answer] = []
        state = None
        if evaluation.used and subject.module is not None:
            self.use(subject, subject.module, evaluation)
        for step in evaluation.steps:
            if step.reload:
                leaves.refuse_new()
                state = State.of(subject)
                subject = self.reloaded(subject, evaluation)
                leaves = Leaves(subject)
            if step.filled:
                state = state or State.of(subject)
                with self.blaming("state"):
                    fill_buffers(subject, step.filled)
            answers.append(self.step(subject, leaves, evaluation, step))
        leaves.refuse_new()
        if answers and (changed := leaves.changed()):
            answers[-1] = replace(answers[-1], changed=answers[-1].changed + changed)
        state = state or State.of(subject)
        left = left_on_torch() if evaluation.looks_at_torch else ()
        return Result(tuple(answers), state.buffers, state.attached, left, shown)

    def use(self, subject: Subject, module: nn.Module, evaluation: Evaluation) -> None:
        """Run the first step off the virtual device: what is kept of it stays there."""
        first = evaluation.steps[0]
        given = arguments(self.cases[first.case], self.kept_inputs(evaluation, first).values)
        tag_inputs(given, False)
        with settings(evaluation), self.blaming("run"), VirtualDevice(self.target.path):
            module.train(first.train)
            subject.run(given)

    def step(self, subject: Subject, leaves: Leaves, evaluation: Evaluation, step: Step) -> Answer:
        """One run of a built target."""
        if subject.module is not None and not is_in_mode(subject.module, step.train):
            with self.blaming("run"):
                subject.module.train(step.train)
        device = VirtualDevice(self.target.path) if evaluation.virtual_device else None
        if device is not None and subject.module is not None:
            tag_registered(subject.module)
        drop = StandIn(lift=evaluation.lift) if evaluation.drop else None
        lift = Lift() if evaluation.lift and drop is None else None
        calls = Calls(self.target.path, evaluation.forbidden) if evaluation.forbidden else None
        transparent = Transparent() if evaluation.transparent else None
        modes = tuple(m for m in (lift, transparent, drop, calls, device) if m is not None)
        kept = self.kept_inputs(evaluation, step)
        run = Run(subject, self.cases[step.case], step, kept, Watches(drop, calls, device, modes))
        with settings(evaluation):
            return one_run(run, leaves.tensors, self.blaming)

    def kept_inputs(self, evaluation: Evaluation, step: Step) -> Kept:
        """The inputs of a step as they are before it; no attempt gets them, only copies."""
        wants_gradients = bool(step.seeds)
        key = (step.case, step.scale, wants_gradients, evaluation.dtype, evaluation.device)
        if key not in self.inputs:
            case = self.cases[step.case]
            if step.case not in self.magnitudes:
                self.magnitudes[step.case] = magnitude(case.inputs)
            inputs = leaf_inputs(
                case,
                dtype=dtype_named(evaluation.dtype),
                device=evaluation.device,
                scale=step.scale,
                grad=wants_gradients,
            )
            largest = step.scale * self.magnitudes[step.case]
            self.inputs[key] = Kept(inputs, max(1.0, largest))
        return self.inputs[key]

    def subject(self, evaluation: Evaluation) -> Subject:
        """The target built for this evaluation, or the one that was built before."""
        key = self.key(evaluation)
        if evaluation.fresh or not self.is_built_once:
            is_plain = self.target.driver is None and not evaluation.virtual_device
            unused = self.unused.pop(key, None) if is_plain else None
            return unused or self.construct(evaluation)
        if key not in self.built:
            self.built[key] = self.construct(evaluation)
        return self.built[key]

    @property
    def is_built_once(self) -> bool:
        """Whether one target does for many runs.

        A driver's run may train what it gets; it says BUILT_ONCE where that stays as it was.
        """
        return self.target.driver is None or getattr(self.driver, "BUILT_ONCE", False)

    def key(self, evaluation: Evaluation) -> tuple[object, ...]:
        """What a built target depends on."""
        arguments: object = evaluation.build  # a driver may look at all of the case
        if self.target.driver is None:
            named = self.case(evaluation).build.items()
            arguments = tuple(sorted((name, repr(value)) for name, value in named))
        return arguments, evaluation.dtype, evaluation.default_dtype, evaluation.device

    def case(self, evaluation: Evaluation) -> Case:
        """The case whose build arguments an evaluation uses."""
        return self.cases[evaluation.build]

    def construct(self, evaluation: Evaluation) -> Subject:
        """Build the target as a user would, then move it."""
        case, name, kind = self.case(evaluation), self.target.name, self.target.kind
        dtype = dtype_named(evaluation.dtype)
        modes = ExitStack()
        if evaluation.virtual_device:
            modes.enter_context(VirtualDevice(self.target.path))
        with settings(evaluation), one_kind_of_float(evaluation), self.blaming("build"), modes:
            subject: Subject
            if kind == "module":
                subject = ModuleSubject(self.namespace, name, case)
            elif kind == "function":
                subject = FunctionSubject(self.namespace, name)
            else:
                inputs = leaf_inputs(case, dtype=dtype, device=evaluation.device)
                subject = DriverSubject(self.namespace, self.driver, arguments(case, inputs))
            if subject.module is not None:
                self.materialise(subject, case)
                # What is float32 by default has to be so without help: dtypes can be hard-coded.
                asked = None if evaluation.dtype == evaluation.default_dtype == "float32" else dtype
                move(subject.module, evaluation.device, asked)
        return subject

    def materialise(self, subject: Subject, case: Case) -> None:
        """Give lazy modules their shapes by one run."""
        assert subject.module is not None
        dtype = torch.get_default_dtype()
        if any(isinstance(p, UninitializedParameter) for p in subject.module.parameters()):
            with torch.no_grad():
                subject.run(arguments(case, leaf_inputs(case, dtype=dtype, device="cpu")))

    def reloaded(self, subject: Subject, evaluation: Evaluation) -> Subject:
        """A newly built target that got the old one's state dict."""
        copy = self.construct(evaluation)
        if subject.module is not None and copy.module is not None:
            with self.blaming("state"):
                copy.module.load_state_dict(subject.module.state_dict())
        return copy

    @contextmanager
    def blaming(self, stage: str) -> Iterator[None]:
        """Whatever is raised inside is the attempt's doing."""
        try:
            yield
        except AttemptError:
            raise
        except BaseException as error:
            raise AttemptError(fault_of(error, self.file, stage=stage)) from None

    @property
    def file(self) -> File:
        """The attempt's file, with what probes saw of it."""
        target = self.target
        return File(target.path, target.source, self.watch, target.driver_path)


def executed(
    source: str, path: str, name: str, *, tree: ast.Module | None = None, **given: object
) -> dict[str, Any]:
    """The names that a file defines, run from its text or from a tree made of that."""
    module = ModuleType(name)
    module.__dict__.update(given)
    module.__file__ = path
    sys.modules[name] = module  # dataclasses and typing look a class's module up there
    # inspect.getsource and torch.jit.script read the text of a file that may have changed since.
    linecache.cache[path] = (len(source), None, io.StringIO(source).readlines(), path)
    put_back()
    exec(compile(tree or source, path, "exec", dont_inherit=True), module.__dict__)
    return module.__dict__


def is_in_mode(module: nn.Module, train: bool) -> bool:
    """Whether all of it is in train mode, or in eval mode, so that nothing has to be set."""
    return all(part.training is train for part in nn.Module.modules(module))
