"""A file with small changes in it, each of which can be switched on: one is run after the other."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import process_time
from typing import TypeVar

from torch import Tensor

from torchkata.worker.alarm import at_most
from torchkata.worker.bare_run import outputs_of
from torchkata.worker.engine import Engine
from torchkata.worker.faults import AttemptError
from torchkata.worker.lasting import Workshop
from torchkata.worker.leaves import fill
from torchkata.worker.messages import Change, Mend, Mended, Use
from torchkata.worker.quiet import Quiet
from torchkata.worker.settling import settle
from torchkata.worker.subjects import Subject

T = TypeVar("T", bound=ast.AST)
Ran = tuple[dict[str, Tensor], Use]

LONGEST = 0.25  # processor seconds of a run: a change may ask for ten thousand layers
LONGEST_AS_IT_IS = 2.0  # the first run may import much, and all others are nothing without it
SWITCH = "__kt_on__"
HEADS = {ast.If: "test", ast.For: "iter"}


@dataclass
class Switch:
    """Which of the changes is on; -1 for none."""

    on: int = -1
    asked: set[int] = field(default_factory=set)

    def __call__(self, number: int) -> bool:
        """Whether it is this one."""
        self.asked.add(number)
        return self.on == number

    def turn(self, on: int) -> None:
        """Switch another one on: nothing was asked yet."""
        self.on, self.asked = on, set()


@dataclass
class Changing(ast.NodeTransformer):
    """Puts the changes beside the statements that they are changes of."""

    changes: Sequence[Change]
    loaded: set[int] = field(default_factory=set)  # changes that are made while it is loaded
    depth: int = 0  # of functions

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Its body."""
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1
        named = node.args.kw_defaults
        node.args.defaults = [self.defaulted(default) for default in node.args.defaults]
        node.args.kw_defaults = [default and self.defaulted(default) for default in named]
        return node

    def is_changed(self, node: ast.stmt) -> bool:
        """Whether a change belongs into a statement."""
        first, last = node.lineno, node.end_lineno or node.lineno
        return any(first <= change.line <= last for change in self.changes)

    def defaulted(self, node: ast.expr) -> ast.expr:
        """A default with its changes; it is looked at while the file is loaded."""
        place = (node.lineno, node.col_offset)
        for number in [i for i, c in enumerate(self.changes) if (c.line, c.column) == place]:
            other = parsed(self.changes[number].text, is_expression=True)
            if other and isinstance(other[0], ast.Expr):
                self.loaded.add(number)
                node = located(ast.IfExp(asked(number), other[0].value, node), node)
        return node

    def visit(self, node: ast.AST) -> ast.AST:
        """A statement with its changes."""
        if isinstance(node, ast.stmt) and not self.is_changed(node):
            return node
        visited: ast.AST = super().visit(node)
        if not isinstance(node, ast.stmt) or not self.depth:
            return visited
        place = (node.lineno, node.col_offset)
        mine = [i for i, c in enumerate(self.changes) if (c.line, c.column) == place]
        head = HEADS.get(type(node))
        for number in reversed(mine):
            if head is not None:
                before = getattr(visited, head)
                other = parsed(self.changes[number].text, is_expression=True)
                if other:
                    assert isinstance(other[0], ast.Expr)
                    setattr(visited, head, ast.IfExp(asked(number), other[0].value, before))
            elif not isinstance(node, ast.FunctionDef | ast.ClassDef):
                body = parsed(self.changes[number].text, is_expression=False)
                assert isinstance(visited, ast.stmt)
                if body:
                    visited = ast.If(asked(number), body, [visited])
        return located(visited, node)


def located(visited: T, node: ast.AST) -> T:
    """All of it where the node was that it is made of."""
    for part in ast.walk(visited):
        if "lineno" in part._attributes and not hasattr(part, "lineno"):
            ast.copy_location(part, node)
    return visited


def asked(number: int) -> ast.expr:
    """Whether a change is on."""
    return ast.Call(ast.Name(SWITCH, ast.Load()), [ast.Constant(number)], [])


def parsed(text: str, *, is_expression: bool) -> list[ast.stmt]:
    """A change as statements; nothing where it is none."""
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return []
    if is_expression and not (len(body) == 1 and isinstance(body[0], ast.Expr)):
        return []
    return body


def mended(engine: Engine, mend: Mend) -> Mended:
    """The outputs with each change; none where it raises, or time is up."""
    changing = Changing(mend.changes)
    tree = changing.visit(ast.parse(engine.target.source))
    assert isinstance(tree, ast.Module)
    trying = Trying(Quiet(engine, is_quiet=True), tree, mend)
    plain = [number for number in range(len(mend.changes)) if number not in changing.loaded]
    found = trying.outputs(plain) | {n: trying.loaded(n) for n in changing.loaded}
    runs = [found[number] for number in range(len(mend.changes))]
    return Mended(tuple(outputs for outputs, _ in runs), tuple(use for _, use in runs))


class Trying:
    """A file whose changes are switched on, one after the other."""

    def __init__(self, engine: Quiet, tree: ast.Module, mend: Mend) -> None:
        self.engine, self.tree = engine, tree
        self.switch = Switch()
        self.runs = Runs(engine, mend, self.switch)
        self.end = process_time() + mend.seconds

    def outputs(self, numbers: Sequence[int]) -> dict[int, Ran]:
        """What changes lead to that are none of defaults.

        A run as it is comes to all of them that make a difference, and to those first that do so
        while the target is built.
        """
        if not numbers:
            return {}
        as_it_is = self.loaded(-1)
        asked, building = self.switch.asked, self.runs.building
        found = dict.fromkeys(numbers, as_it_is)
        for number in asked.intersection(numbers):
            self.switch.turn(number)
            found[number] = self.run(is_built=number not in building)
        return found

    def loaded(self, on: int) -> Ran:
        """What the file leads to, a change switched on while it is loaded; -1 for none."""
        self.switch.turn(on)
        try:
            with self.engine.blaming("import"):
                self.engine.run_file(self.tree, **{SWITCH: self.switch})
        except AttemptError:
            return {}, Use()
        return self.run(is_built=False, longest=LONGEST if on >= 0 else LONGEST_AS_IT_IS)

    def run(self, *, is_built: bool, longest: float = LONGEST) -> Ran:
        """The outputs of one run; none where it raises, or takes long, or time is up."""
        if process_time() > self.end:
            return {}, Use()
        try:
            with at_most(longest, path=self.engine.target.path):
                return self.runs.outputs(is_built=is_built)
        except (AttemptError, TimeoutError):
            return {}, Use()


class Runs:
    """Runs of one target, built once for all changes that are not asked for by then."""

    def __init__(self, engine: Engine, mend: Mend, switch: Switch) -> None:
        self.engine, self.record, self.switch = engine, mend.record, switch
        self.counts = mend.counts
        self.building: set[int] = set()  # changes that were asked for while it was built
        self.workshop = Workshop(engine)

    def outputs(self, *, is_built: bool) -> Ran:
        """The outputs of one run; `is_built` where what is built is the same for all."""
        with self.engine.blaming("run"):
            subject = self.built(is_ready=is_built)
            leaves, weights = subject.leaves(), self.record.weights
            count = sum(leaf.numel() for _, leaf in leaves)
            if weights.numel() not in (1, count) or count not in (self.counts or (count,)):
                return {}, Use()
            fill(leaves, weights.expand(count))
            is_settling = self.counts is not None
            use = settle(self.engine, subject, self.record) if is_settling else Use()
            return outputs_of(self.engine, subject, self.record), use

    def built(self, *, is_ready: bool) -> Subject:
        """What the target builds."""
        try:
            build = self.workshop.ready if is_ready else self.workshop.anew
            return build(self.record.build)
        finally:
            self.building |= self.switch.asked
