"""A part of a reference made ready to judge by: on what the whole builds and calls it with."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from torch import Tensor, nn

from torchkata.contracts import Kata, KataError, Kind
from torchkata.judge.draw import Build, builds, draw_cases
from torchkata.judge.pair import Reference
from torchkata.judge.ready import Ready, ready_on, reference_target
from torchkata.judge.side import Side, generic
from torchkata.worker.case import Case
from torchkata.worker.messages import Evaluation, Step

MOST = 16  # cases of a part
PLAIN = (bool, int, float, str, type(None))


@dataclass(frozen=True, slots=True)
class Arguments:
    """What something was called with; `by_name` where that cannot be said by position."""

    values: dict[str, Any]
    by_name: bool


@dataclass(frozen=True, slots=True)
class Use:
    """One call of a part."""

    build: Arguments
    inputs: Arguments


class Watched:
    """A part of a loaded reference that notes how it is built and called."""

    def __init__(self, part: Any) -> None:
        self.part = part
        self.is_module = isinstance(part, type) and issubclass(part, nn.Module)
        self.built: dict[int, Arguments] = {}  # by the identity of what was built last there
        self.uses: list[Use] = []

    def wear(self) -> None:
        """Put what notes in the part's place, for good: nothing else is asked of this reference."""
        part = self.part
        if self.is_module:
            part.__init__ = self.noting(part.__init__, self.note_build)
            part.forward = self.noting(part.forward, self.note_forward)
        else:
            part.__globals__[part.__name__] = self.noting(part, self.note_function)

    def noting(self, function: Callable[..., Any], note: Callable[..., None]) -> Any:
        """The function, with what it is called with noted first."""
        known = inspect.signature(function)

        @wraps(function)
        def called(*args: Any, **kwargs: Any) -> Any:
            note(arguments_of(known, args, kwargs))
            return function(*args, **kwargs)

        return called

    def note_build(self, given: Arguments) -> None:
        """Remember what a module is built with."""
        self.built[id(given.values.pop("self"))] = given

    def note_forward(self, given: Arguments) -> None:
        """A module was called."""
        module = given.values.pop("self")
        if type(module) is self.part:
            self.uses.append(Use(self.built[id(module)], given))

    def note_function(self, given: Arguments) -> None:
        """A function was called."""
        self.uses.append(Use(Arguments({}, by_name=False), given))


def ready_part(kata: Kata, part: str, seed: int) -> Ready:
    """Make a part ready: its cases are the calls of it while the reference runs on the kata's.

    KataError where it is never called, or with something that is neither a tensor nor plain.
    """
    target = reference_target(kata)
    cases = draw_cases(kata, seed)
    reference = Reference(kata.id)
    reference.load(target)
    watched = Watched(getattr(reference.engine.namespace, part))
    reference.prepare(cases)
    found: dict[str, Case] = {}
    watched.wear()
    for build in builds(kata, cases):
        for number in run(reference, build, seed):
            for use in watched.uses:
                found.setdefault(likeness(use), case_of(cases[number], use, part))
            watched.uses.clear()
    if not found:
        raise _not_alone(part, "the whole never calls it")
    kind = Kind.MODULE if watched.is_module else Kind.FUNCTION
    alone = replace(kata, target=part, kind=kind, outputs={}, buffers=())
    own = replace(target, name=part, kind=kind.value, driver=None, driver_path="")
    return ready_on(alone, own, tuple(found.values())[:MOST], seed)


def run(reference: Reference, build: Build, seed: int) -> Iterator[int]:
    """Run the whole on each case of a build, with weights at which nothing vanishes."""
    leaves = reference.inspect(build.first).leaves
    side = Side(reference, build.first, build.cases, leaves, seed)
    weights = side.weights(generic(side, 0))
    for number in build.cases:
        seeds = (1,) if reference.engine.cases[number].grad else ()
        steps = (Step(number, seeds=seeds),)
        reference.evaluate(Evaluation(build=build.first, steps=steps, weights=weights, drop=True))
        yield number


def arguments_of(
    known: inspect.Signature, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Arguments:
    """The arguments that were given, by name, in the order of the signature."""
    given = known.bind(*args, **kwargs).arguments
    leading = list(known.parameters.values())[: len(given)]
    is_leading = [p.name for p in leading] == list(given)
    by_name = not is_leading or any(p.kind is p.KEYWORD_ONLY for p in leading)
    return Arguments(dict(given), by_name)


def is_plain(value: object) -> bool:
    """Whether a constructor's argument means the same in another process."""
    if isinstance(value, list | tuple):
        return all(map(is_plain, value))
    return type(value) in PLAIN


def likeness(use: Use) -> str:
    """The same for calls that differ in the numbers of their tensors alone."""
    inputs = {
        name: (tuple(value.shape), str(value.dtype)) if isinstance(value, Tensor) else value
        for name, value in use.inputs.values.items()
    }
    return repr((use.build.values, inputs))


def case_of(whole: Case, use: Use, part: str) -> Case:
    """A call as a case of the part."""
    strange = [(name, value) for name, value in use.build.values.items() if not is_plain(value)]
    for name, value in use.inputs.values.items():
        if not (isinstance(value, Tensor) or type(value) in PLAIN):
            strange.append((name, value))
    if strange:
        name, value = strange[0]
        raise _not_alone(part, f"its {name} is a {type(value).__name__}")
    inputs = use.inputs.values
    tensors = {name: value for name, value in inputs.items() if isinstance(value, Tensor)}
    return Case(
        name=whole.name,
        sizes={},  # the whole's letters: what is 6 there may mean something else here
        build=use.build.values,
        inputs={**inputs, **{name: value.detach().clone() for name, value in tensors.items()}},
        grad_inputs=tuple(name for name, value in tensors.items() if value.requires_grad),
        strided=whole.strided,
        by_name=use.build.by_name or use.inputs.by_name,
        grad=whole.grad,
        is_edge=whole.is_edge,
        gives_none=True,
    )


def _not_alone(part: str, reason: str) -> KataError:
    return KataError(
        f"{part} cannot be checked alone: {reason}",
        hint="`kata check` compares the whole",
        exit_code=3,
    )
