"""A built target, whatever its kind: run it on a case, list its trainable tensors."""

from collections.abc import Iterable, Iterator
from types import SimpleNamespace
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from torchkata.worker.case import Case
from torchkata.worker.messages import Inventory, LeafInfo


class Subject(Protocol):
    """What the engine needs of a target."""

    module: nn.Module | None  # where modes, devices and state dicts apply
    built: Any  # the module, or whatever a driver made

    def leaves(self) -> list[tuple[str, Tensor]]:
        """Trainable tensors by name."""

    def run(self, case: Case) -> Any:
        """Whatever the target returns for this case."""


class ModuleSubject:
    """An `nn.Module` subclass: built with the case's build arguments, called with its inputs."""

    def __init__(self, namespace: SimpleNamespace, name: str, case: Case) -> None:
        target = getattr(namespace, name)
        built = target(**case.build) if case.by_name else target(*case.build.values())
        if not isinstance(built, nn.Module):
            raise TypeError(f"{name}(...) made a {type(built).__name__}, not an nn.Module")
        if "_parameters" not in vars(built):
            raise AttributeError(f"{name}.__init__ never called super().__init__()")
        self.module: nn.Module | None = built
        self.built = built

    def leaves(self) -> list[tuple[str, Tensor]]:
        """Its parameters, shared ones once."""
        named = nn.Module.named_parameters(self.built)
        return [(name, p) for name, p in named if p.requires_grad and p.is_floating_point()]

    def run(self, case: Case) -> Any:
        """Call it."""
        if len(case.inputs) == 1:  # whose name in forward is the learner's own business
            return self.built(*case.inputs.values())
        return called(self.built, case)


class FunctionSubject:
    """A function: nothing to build."""

    module: nn.Module | None = None
    built: Any = None

    def __init__(self, namespace: SimpleNamespace, name: str) -> None:
        self.function = getattr(namespace, name)
        if not callable(self.function):
            raise TypeError(f"{name} is of type {type(self.function).__name__}, not a function")

    def leaves(self) -> list[tuple[str, Tensor]]:
        """None."""
        return []

    def run(self, case: Case) -> Any:
        """Call it."""
        return called(self.function, case)


class DriverSubject:
    """Anything else: the kata's driver builds and runs it."""

    module: nn.Module | None = None

    def __init__(self, namespace: SimpleNamespace, driver: SimpleNamespace, case: Case) -> None:
        self.driver = driver
        self.built: Any = driver.build(namespace, case)

    def leaves(self) -> list[tuple[str, Tensor]]:
        """What the driver says, without parameters that are frozen."""
        found = self.driver.leaves(self.built) if hasattr(self.driver, "leaves") else []
        return [(name, t) for name, t in found if t.requires_grad or type(t) is not nn.Parameter]

    def run(self, case: Case) -> Any:
        """Let the driver run it."""
        return self.driver.run(self.built, case)


def called(function: Any, case: Case) -> Any:
    """Call with the case's inputs, by position or by name; None may be left out at the end."""
    given = dict(case.inputs)
    if case.by_name:
        kept = {n: v for n, v in given.items() if v is not None or case.gives_none}
        return function(**kept)
    values = list(given.values())
    while values and values[-1] is None and not case.gives_none:
        values.pop()
    return function(*values)


def inventory(subject: Subject) -> Inventory:
    """What a built target consists of."""
    leaves = tuple(LeafInfo(name, tuple(t.shape)) for name, t in subject.leaves())
    module = module_of(subject)
    if module is None:
        return Inventory(leaves, (), (), (), (), ())
    frozen = tuple(
        LeafInfo(name, tuple(p.shape))
        for name, p in nn.Module.named_parameters(module)
        if not p.requires_grad
    )
    tensors, modules = map(tuple, strays(module))
    if subject.module is None:  # what it keeps and saves is its driver's affair
        return Inventory(leaves, frozen, (), (), tensors, modules)
    buffers = tuple(name for name, _ in nn.Module.named_buffers(module))
    saved = tuple(nn.Module.state_dict(module))
    return Inventory(leaves, frozen, buffers, saved, tensors, modules, tuple(tied_words(module)))


def module_of(subject: Subject) -> nn.Module | None:
    """The module that was built, by a driver as well, which may keep something beside it."""
    kept = subject.built if isinstance(subject.built, tuple) else (subject.built,)
    return next((part for part in kept if isinstance(part, nn.Module)), None)


def tied_words(module: nn.Module) -> Iterator[str]:
    """Each pair of names under which one parameter is registered."""
    first: dict[int, str] = {}
    for name, parameter in nn.Module.named_parameters(module, remove_duplicate=False):
        if first.setdefault(id(parameter), name) != name:
            yield f"{name} and {first[id(parameter)]} are one parameter"


def numbers(subject: Subject, names: Iterable[str]) -> dict[str, float]:
    """Which of these are attributes of a module that hold a plain number."""
    if subject.module is None:
        return {}
    held = {name: getattr(subject.module, name, None) for name in names}
    kept = {name: v for name, v in held.items() if isinstance(v, int | float)}
    return {name: float(v) for name, v in kept.items() if not isinstance(v, bool)}


def shared_tensors(subject: Subject, other: Subject) -> tuple[str, ...]:
    """Leaves and buffers of one target that live in another one's memory."""
    theirs = {t.data_ptr() for _, t in state_of(other) if t.numel()}
    return tuple(name for name, t in state_of(subject) if t.numel() and t.data_ptr() in theirs)


def state_of(subject: Subject) -> list[tuple[str, Tensor]]:
    """What a target owns."""
    if subject.module is None:
        return []
    return [*nn.Module.named_parameters(subject.module), *nn.Module.named_buffers(subject.module)]


def strays(module: nn.Module) -> tuple[list[str], list[str]]:
    """Plain tensors, and modules or parameters in plain containers, that torch does not see."""
    registered = {id(p) for p in module.parameters()} | {id(m) for m in module.modules()}
    tensors: list[str] = []
    modules: list[str] = []
    for prefix, part in nn.Module.named_modules(module):
        for name, value in list(vars(part).items()):
            if name.startswith("_") and name in nn.Module().__dict__:
                continue
            for path, item in items_of(value, f"{prefix}.{name}" if prefix else name):
                if id(item) in registered:
                    continue
                if isinstance(item, nn.Module | nn.Parameter):
                    modules.append(path)
                elif isinstance(item, torch.Tensor) and item.is_floating_point():
                    tensors.append(path)
    return tensors, modules


def items_of(value: Any, path: str) -> Iterable[tuple[str, Any]]:
    """The value, or the items of a plain container of bounded size."""
    if isinstance(value, list | tuple):
        yield from containers(enumerate(value[:64]), path)
    elif isinstance(value, dict):
        yield from containers(list(value.items())[:64], path)
    else:
        yield path, value


def containers(pairs: Iterable[tuple[Any, Any]], path: str) -> Iterator[tuple[str, Any]]:
    """Items of one container, by index or key."""
    for key, item in pairs:
        yield from items_of(item, f"{path}[{key!r}]")
