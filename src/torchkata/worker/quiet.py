"""An engine for many runs, most of which come to nothing."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

from torchkata.worker.engine import Engine, executed
from torchkata.worker.faults import AttemptError, Fault


class Quiet(Engine):
    """The same target and cases as another engine's, the file to be run from a tree.

    Does not say where something was raised while `is_quiet`: to find out takes long.
    """

    def __init__(self, like: Engine, *, is_quiet: bool) -> None:
        super().__init__()
        self.target, self.driver = like.target, like.driver
        self.prepare(like.cases)
        self.is_quiet = is_quiet

    def run_file(self, tree: ast.Module, **given: object) -> None:
        """Run the file from its tree, some names given."""
        target = self.target
        names = executed(target.source, target.path, "attempt", tree=tree, **given)
        self.namespace = SimpleNamespace(**names)

    @contextmanager
    def blaming(self, stage: str) -> Iterator[None]:
        """Whatever is raised inside ends the run."""
        if not self.is_quiet:
            with super().blaming(stage):
                yield
            return
        try:
            yield
        except BaseException as error:
            raise AttemptError(Fault(stage, type(error).__name__, "")) from None
