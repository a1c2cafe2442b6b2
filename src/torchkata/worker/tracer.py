"""What the probes of statements see in one run: calls, shapes, whole numbers."""

import math
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import CodeType, FrameType, TracebackType
from typing import Any

import torch
from torch import Tensor, nn

from torchkata.contracts import Call, Failure, Run, Statement, Step, Value
from torchkata.worker.faults import Fault

MOST_STEPS = 4000
MOST_VALUES = 16  # of one statement
MOST_INNER = 32
MOST_NUMBERS = 64  # of one frame
LARGEST = 2**31  # of the numbers that are kept


class Tracer:
    """The functions behind the probes. `statements` are those of the text that runs."""

    def __init__(self, statements: tuple[Statement, ...], *, with_numbers: bool) -> None:
        self.statements = statements
        self.with_numbers = with_numbers  # mean and the like, which take time
        self.is_on = False
        self.begin()

    def begin(self) -> None:
        """A new run."""
        self.is_on, self.is_run = True, False
        self.calls: list[Call] = []
        self.steps: list[Step] = []
        self.frames: dict[int, tuple[CodeType, int]] = {}
        self.inner: dict[int, list[tuple[int, ...]]] = {}
        self.known: dict[int, dict[str, int]] = {}
        self.paths: dict[int, str] = {}
        self.failed_in = -1
        self.operands: tuple[Value, ...] = ()

    def know(self, module: nn.Module | None) -> None:
        """The target is built: calls from here on belong to its run."""
        self.is_run = True
        if module is not None:
            for name, part in nn.Module.named_modules(module):
                self.paths.setdefault(id(part), name)

    def run(self, fault: Fault | None) -> Run:
        """What was seen."""
        self.is_on = False
        failure = None
        if fault is not None:
            kind = "" if fault.is_demand else fault.type
            failure = Failure(
                fault.stage, kind, fault.message, fault.line, self.failed_in, self.operands
            )
        return Run(tuple(self.calls), tuple(self.steps), failure)

    def __call__(self, number: int, value: Any) -> Any:
        """An expression: its shape."""
        if self.is_on and isinstance(value, Tensor):
            call = self.call_of(sys._getframe(1))
            seen = self.inner.setdefault(call, [])
            if len(seen) < MOST_INNER:
                seen.append(tuple(value.shape))
        return value

    def enter(self, statement: int) -> None:
        """A function begins."""
        if not self.is_on or len(self.steps) >= MOST_STEPS:
            return
        frame = sys._getframe(1)
        parent_frame, parent = self.caller(frame)
        self.frames[id(frame)] = frame.f_code, len(self.calls)
        own = frame.f_locals.get("self")
        path = self.paths.get(id(own), "")
        at = parent_frame.f_lineno if parent_frame is not None else 0
        self.calls.append(Call(parent, statement, path, at, self.is_run))
        names = self.statements[statement].targets
        self.note(statement, frame, [(n, frame.f_locals.get(n)) for n in names])

    def bound(self, statement: int, values: tuple[Any, ...]) -> None:
        """Names hold these values now."""
        if self.is_on and len(self.steps) < MOST_STEPS:
            names = self.statements[statement].targets
            self.note(statement, sys._getframe(1), zip(names, values, strict=True))

    def result(self, statement: int, value: Any) -> Any:
        """What a function returns, or an expression gives that nothing keeps."""
        if self.is_on and len(self.steps) < MOST_STEPS:
            self.note(statement, sys._getframe(1), [("", value)])
        return value

    def note(self, statement: int, frame: FrameType, named: Iterable[tuple[str, Any]]) -> None:
        """Keep one step."""
        call = self.call_of(frame)
        with torch._C.DisableTorchFunction(), torch.no_grad():
            values = [self.value(*pair) for pair in flattened(named)][:MOST_VALUES]
        numbers = whole_numbers(frame)
        before = self.known.get(call, {})
        changed = {n: v for n, v in numbers.items() if before.get(n) != v}
        self.known[call] = numbers
        inner = tuple(dict.fromkeys(self.inner.pop(call, ())))
        self.steps.append(Step(statement, call, tuple(values), inner, changed))

    def value(self, name: str, tensor: Tensor) -> Value:
        """A tensor in a few numbers."""
        dtype = str(tensor.dtype).removeprefix("torch.")
        shape = tuple(tensor.shape)
        if not self.with_numbers:
            return Value(name, shape, dtype)
        try:
            return measured(name, shape, dtype, tensor.detach())
        except (RuntimeError, NotImplementedError):  # what has no values of its own, as under vmap
            return Value(name, shape, dtype)

    def call_of(self, frame: FrameType | None) -> int:
        """The call that a frame belongs to; that of a comprehension is its function's."""
        while frame is not None:
            code, call = self.frames.get(id(frame), (None, -1))
            if code is frame.f_code:
                return call
            frame = frame.f_back
        return -1

    def caller(self, frame: FrameType) -> tuple[FrameType | None, int]:
        """The nearest frame outside that is a call of the file too."""
        outside = frame.f_back
        while outside is not None:
            code, call = self.frames.get(id(outside), (None, -1))
            if code is outside.f_code:
                return outside, call
            outside = outside.f_back
        return None, -1

    @contextmanager
    def noting_failure(self) -> Iterator[None]:
        """Look at the frame in which something is raised before it is gone."""
        try:
            yield
        except BaseException as error:
            self.look_at(error.__traceback__)
            raise

    def look_at(self, trace: TracebackType | None) -> None:
        """The innermost call in the traceback, and the tensors that its line names."""
        while trace is not None:
            code, call = self.frames.get(id(trace.tb_frame), (None, -1))
            if code is trace.tb_frame.f_code:
                self.failed_in = call
                named = list(self.named_on(trace.tb_lineno, code, trace.tb_frame.f_locals))
                with torch._C.DisableTorchFunction(), torch.no_grad():
                    self.operands = tuple(self.value(*pair) for pair in flattened(named))
            trace = trace.tb_next

    def named_on(
        self, line: int, code: CodeType, names: Mapping[str, Any]
    ) -> Iterator[tuple[str, Any]]:
        """The names and own attributes on a line, with their values."""
        own = vars_of(names.get("self"))
        seen = set()
        for statement in self.statements:
            if statement.kind != "enter" and statement.line <= line <= statement.end_line:
                for name in statement.reads:
                    if name not in seen:
                        seen.add(name)
                        yield name, own.get(name[5:]) if name[:5] == "self." else names.get(name)


def flattened(named: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Tensor]]:
    """The tensors by name, those in tuples and lists too."""
    for name, value in named:
        if isinstance(value, Tensor):
            yield name, value
        elif type(value) in (tuple, list) and len(value) <= MOST_VALUES:
            parts = ((f"{name}[{i}]", part) for i, part in enumerate(value))
            yield from (pair for pair in parts if isinstance(pair[1], Tensor))


def vars_of(own: object) -> dict[str, Any]:
    """What an object keeps, parameters and buffers of a module included."""
    kept = dict(getattr(own, "__dict__", {}))
    for registered in ("_parameters", "_buffers"):
        kept.update(kept.get(registered) or {})
    return kept


def whole_numbers(frame: FrameType) -> dict[str, int]:
    """Whole numbers by name: attributes of self, then names of the frame itself."""
    given = frame.f_locals
    own = getattr(given.get("self"), "__dict__", {})
    found: dict[str, int] = {}
    for names in (own, given):
        for name, value in list(names.items())[:MOST_NUMBERS]:
            if type(value) is int and 0 <= value < LARGEST and not name.startswith("_"):
                found[name] = value
    return found


def measured(name: str, shape: tuple[int, ...], dtype: str, tensor: Tensor) -> Value:
    """The numbers of a tensor's entries; those of a complex one are its absolute values."""
    if tensor.numel() == 0 or tensor.layout is not torch.strided:
        return Value(name, shape, dtype)
    plain = tensor.abs() if tensor.is_complex() else tensor
    double = plain.to("cpu", torch.float64)
    finite = double[torch.isfinite(double)]
    if not finite.numel():
        mean = std = low = high = None
    else:
        mean, std = known(finite.mean()), known(finite.std(correction=0))
        low, high = float(finite.min()), float(finite.max())
    return Value(
        name,
        shape,
        dtype,
        mean,
        std,
        low,
        high,
        int(torch.isnan(double).sum()),
        int((double == torch.inf).sum()),
        int((double == -torch.inf).sum()),
    )


def known(tensor: Tensor) -> float | None:
    """One number; None where the entries are too large for it."""
    number = float(tensor)
    return number if math.isfinite(number) else None
