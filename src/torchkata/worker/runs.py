"""One run: inputs in, outputs and gradients out, and what else happened meanwhile."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

from torchkata.worker.calls import Calls, ready_mades_in
from torchkata.worker.case import Case, arguments
from torchkata.worker.cotangents import cotangent
from torchkata.worker.dropout import StandIn
from torchkata.worker.faults import AttemptError, Fault
from torchkata.worker.integrity import put_back_default_device
from torchkata.worker.messages import Answer, Step
from torchkata.worker.outputs import flatten, plain, same_values
from torchkata.worker.subjects import Subject
from torchkata.worker.virtual_device import TAG, Stray, VirtualDevice, is_away

# Bound before any attempt is loaded: names in torch can be replaced, this reference cannot.
RUN_BACKWARD = torch.autograd.Variable._execution_engine.run_backward
MADE = "made on line"
MOST_ELEMENTS = 2**24  # of one run's outputs: an expanded view can claim any number


@dataclass(frozen=True, slots=True)
class Watches:
    """The modes of a run: those that have something to tell afterwards, and all in order."""

    drop: StandIn | None
    calls: Calls | None
    virtual: VirtualDevice | None
    modes: tuple[TorchFunctionMode, ...]

    @contextmanager
    def on(self) -> Iterator[None]:
        """While the attempt's own code runs, and only then."""
        with ExitStack() as stack:
            for mode in self.modes:
                stack.enter_context(mode)
            yield


@dataclass(frozen=True, slots=True)
class Kept:
    """Inputs of a case that no attempt is given: it gets copies."""

    values: dict[str, Any]
    magnitude: float  # the largest finite one, 1 at least


@dataclass(frozen=True, slots=True)
class Run:
    """A subject, the case it is run on, with which inputs, and what is watched."""

    subject: Subject
    case: Case
    step: Step
    kept: Kept
    watches: Watches


def one_run(
    run: Run,
    leaves: list[tuple[str, Tensor]],
    blaming: Callable[[str], AbstractContextManager[None]],
) -> Answer:
    """Call the subject, differentiate, compare its surroundings before and after."""
    kept, watches = run.kept.values, run.watches
    given = arguments(run.case, kept)
    strides = {n: t.stride() for n, t in given.inputs.items() if isinstance(t, Tensor)}
    if watches.virtual is not None:
        tag_inputs(given, True)
    surroundings = global_state()
    grad_mode = torch.no_grad() if run.step.no_grad else nullcontext()
    with blaming("run"), grad_mode, watches.on():
        returned = run.subject.run(given)
    after = global_state()
    disturbed = tuple(k for k, v in after.items() if v != surroundings[k])
    put_back_default_device()  # or what follows would be made there
    kinds, outputs = flatten(returned, "" if type(returned) is dict else "out")
    check_size(outputs)
    with blaming("backward"):
        gradients, input_gradients, without = differentiate(run, leaves, outputs)
    seen = ready_mades_in(outputs.values(), watches.calls.wanted) if watches.calls else {}
    drop, calls = watches.drop, watches.calls
    return Answer(
        kinds=kinds,
        outputs={name: plain(t) for name, t in outputs.items()},
        devices={name: t.device.type for name, t in outputs.items()},
        gradients=gradients,
        input_gradients=input_gradients,
        without_gradient=without,
        changed=changed_inputs(given.inputs, kept, strides),
        disturbed=disturbed,
        strays=stray_words(watches.virtual, outputs),
        magnitude=run.kept.magnitude,
        rates=tuple(drop.rates) if drop else (),
        randomness=tuple(drop.randomness) if drop else (),
        called={**seen, **calls.found} if calls else {},
    )


def tag_inputs(given: Case, is_here: bool) -> None:
    """Say of the inputs whether they are on the virtual device."""
    for value in given.inputs.values():
        if isinstance(value, Tensor):
            setattr(value, TAG, is_here)


def differentiate(
    run: Run, leaves: list[tuple[str, Tensor]], outputs: dict[str, Tensor]
) -> tuple[tuple[Tensor, ...], tuple[dict[str, Tensor], ...], tuple[str, ...]]:
    """Gradients of leaves and inputs along each seed's cotangents."""
    if not run.step.seeds:
        return (), (), ()
    kept = run.kept.values.items()
    inputs = [(n, t) for n, t in kept if isinstance(t, Tensor) and t.requires_grad]
    wanted = [*leaves, *inputs]
    tops = {n: t for n, t in outputs.items() if is_top(t, wanted)}
    found: list[Tensor] = []
    inputs_found: list[dict[str, Tensor]] = []
    missing: tuple[str, ...] = ()
    for seed in run.step.seeds:
        parts: tuple[Tensor | None, ...] = (None,) * len(wanted)
        if tops and wanted:
            along = tuple(cotangent(tuple(t.shape), n, seed).to(t) for n, t in tops.items())
            with run.watches.on():
                parts = backward(tuple(tops.values()), along, tuple(t for _, t in wanted))
        missing = tuple(n for (n, _), part in zip(wanted, parts, strict=True) if part is None)
        pairs = zip(wanted, parts, strict=True)
        full = [torch.zeros_like(t) if part is None else part for (_, t), part in pairs]
        found.append(flat(full[: len(leaves)]))
        of_inputs = zip(inputs, full[len(leaves) :], strict=True)
        inputs_found.append({n: plain(gradient) for (n, _), gradient in of_inputs})
    return tuple(found), tuple(inputs_found), missing


def backward(
    outputs: tuple[Tensor, ...], along: tuple[Tensor, ...], wanted: tuple[Tensor, ...]
) -> tuple[Tensor | None, ...]:
    """The gradient of each wanted tensor, None where the outputs do not depend on it."""
    try:
        found: tuple[Tensor | None, ...] = RUN_BACKWARD(
            outputs, along, True, False, wanted, allow_unreachable=True, accumulate_grad=False
        )
    except RuntimeError as error:
        if "use_reentrant=True" not in str(error):  # its checkpoints only know .backward()
            raise
        for tensor in wanted:
            tensor.grad = None
        RUN_BACKWARD(outputs, along, True, False, (), allow_unreachable=True, accumulate_grad=True)
        found = tuple(tensor.grad for tensor in wanted)
        for tensor in wanted:
            tensor.grad = None
    return found


def is_top(output: Tensor, wanted: list[tuple[str, Tensor]]) -> bool:
    """Whether an output can be differentiated; a view made under no_grad only looks like it."""
    in_graph = output.grad_fn is not None or any(output is tensor for _, tensor in wanted)
    return output.is_floating_point() and output.requires_grad and in_graph


def flat(tensors: list[Tensor]) -> Tensor:
    """One float64 vector on the CPU."""
    if not tensors:
        return torch.zeros(0, dtype=torch.float64)
    joined = torch.cat([t.detach().reshape(-1) for t in tensors])
    return joined.to("cpu", torch.float64)


def magnitude(inputs: dict[str, Any]) -> float:
    """The largest finite floating-point input."""
    floats = [t for t in inputs.values() if isinstance(t, Tensor) and t.is_floating_point()]
    finite = [t.detach()[torch.isfinite(t.detach())] for t in floats]
    return max([0.0, *(float(t.abs().max()) for t in finite if t.numel())])


def check_size(outputs: dict[str, Tensor]) -> None:
    """Refuse outputs that only an expanded view can be."""
    elements = sum(t.numel() for t in outputs.values())
    if elements > MOST_ELEMENTS:
        message = f"the outputs hold {elements:,} elements; at most {MOST_ELEMENTS:,} are compared"
        raise AttemptError(Fault("run", "OutputTooLarge", message))


def changed_inputs(
    given: dict[str, Any], kept: dict[str, Any], strides: dict[str, tuple[int, ...]]
) -> tuple[str, ...]:
    """Inputs whose shape, strides or values are not what they were."""
    return tuple(
        name
        for name, value in given.items()
        if isinstance(value, Tensor)
        and not (value.stride() == strides[name] and same_values(value, kept[name]))
    )


def stray_words(virtual: VirtualDevice | None, outputs: dict[str, Tensor]) -> tuple[str, ...]:
    """Calls that mix places, then outputs that are not on the device."""
    if virtual is None:
        return ()
    strays = [describe(stray) for stray in virtual.strays]
    away = [
        f"output {name}" + made_at(", ", virtual.births.get(id(t)))
        for name, t in outputs.items()
        if is_away(t) and t.dim() > 0
    ]
    return tuple(dict.fromkeys([*strays, *away]))


def describe(stray: Stray) -> str:
    """A stray call in words."""
    name = stray.function.strip("_")
    if stray.line is None:
        return name
    born = stray.born if stray.born != stray.line else None
    return f"{name} at line {stray.line}" + made_at(", with a tensor ", born)


def made_at(before: str, line: int | None) -> str:
    """Where a tensor was made, in words; "" where that is not known."""
    return "" if line is None else f"{before}{MADE} {line}"


def global_state() -> dict[str, object]:
    """What a forward pass must leave alone."""
    return {
        "the default dtype": torch.get_default_dtype(),
        "the default device": torch.get_default_device(),
        "grad mode": torch.is_grad_enabled(),
        "the global seed": torch.initial_seed(),
        "the number of threads": torch.get_num_threads(),
        "deterministic mode": torch.are_deterministic_algorithms_enabled(),
        "anomaly detection": torch.is_anomaly_enabled(),
    }
