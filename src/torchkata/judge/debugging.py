"""Python's debugger in an attempt, stopped at the first line that gets the dummy tensors.

A program of its own, in the learner's terminal: `python -m torchkata.judge.debugging PATH KATA CASE
SEED`. The attempt runs as `python FILE` would run it, isolated from nothing.
"""

import bdb
import os
import pdb
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType, FunctionType, TracebackType

import torch
from torch import nn

from torchkata.catalog import driver_text, find, kata_folders, load
from torchkata.contracts import Kata
from torchkata.judge.draw import draw_cases
from torchkata.worker.case import Case, arguments, leaf_inputs
from torchkata.worker.engine import Engine
from torchkata.worker.faults import AttemptError
from torchkata.worker.messages import Evaluation, Target

METHODS = ("forward", "__call__")
SKIPPED = ("torch", "torch.*", "torchkata.*", "__main__", "bdb")  # not stepped into
FAILED = 1


class Debugger(pdb.Pdb):
    """Passes by everything until one of `codes` begins, then is as always."""

    def __init__(self, codes: set[CodeType]) -> None:
        super().__init__(skip=SKIPPED)
        self.codes = codes
        self.has_stopped = False

    def user_call(self, frame: FrameType, argument_list: None) -> None:
        """A function is entered: of no interest before the first stop."""
        if self.has_stopped:
            super().user_call(frame, argument_list)

    def user_line(self, frame: FrameType) -> None:
        """The first line of the code that is looked for is the first stop."""
        if self.has_stopped or frame.f_code in self.codes:
            self.has_stopped = True
            super().user_line(frame)

    def user_return(self, frame: FrameType, return_value: object) -> None:
        """As above."""
        if self.has_stopped:
            super().user_return(frame, return_value)

    def user_exception(self, frame: FrameType, exc_info: object) -> None:
        """As above."""
        if self.has_stopped:
            super().user_exception(frame, exc_info)  # type: ignore[arg-type]  # a traceback's triple


def main(words: list[str]) -> int:
    """Debug one file; the exit code."""
    path, name, case_name, seed = words
    kata = find(load(kata_folders(os.environ)), name)
    cases = draw_cases(kata, int(seed))
    case = next((drawn for drawn in cases if drawn.name == case_name), cases[0])
    sys.path.insert(0, str(Path(path).parent))
    text = Path(path).read_text(encoding="utf-8-sig")
    try:
        run, codes = made(kata, text, path, case)
    except AttemptError as error:
        told(error.__context__ or error, path)
        return FAILED
    return debugged(run, codes, path)


def made(
    kata: Kata, text: str, path: str, case: Case
) -> tuple[Callable[[], object], set[CodeType]]:
    """What runs the target on the case, and the code of the target to stop in."""
    engine = Engine()
    driver = driver_text(kata)
    engine.load(Target(text, path, kata.target, kata.kind.value, driver, str(kata.driver or "")))
    engine.prepare((case,))
    evaluation = Evaluation(build=0, steps=(), lift=False, dtype="float32", default_dtype="float32")
    codes = codes_of(getattr(engine.namespace, kata.target))
    subject = engine.construct(evaluation)
    if subject.module is not None:
        subject.module.eval()
    inputs = leaf_inputs(case, dtype=torch.float32, device="cpu")
    given = arguments(case, inputs)
    return lambda: subject.run(given), codes


def codes_of(target: object) -> set[CodeType]:
    """Where to stop: in a module's `forward`, in any method of another class, in a function."""
    if isinstance(target, FunctionType):
        return {target.__code__}
    own = {n: f for n, f in vars(target).items() if isinstance(f, FunctionType)}
    wanted = [name for name in METHODS if name in own]
    if isinstance(target, type) and issubclass(target, nn.Module) and wanted:
        return {own[name].__code__ for name in wanted}
    return {function.__code__ for name, function in own.items() if name != "__init__"}


def debugged(run: Callable[[], object], codes: set[CodeType], path: str) -> int:
    """Run under the debugger; what is raised can be looked at where it happened."""
    debugger = Debugger(codes)
    try:
        debugger.runcall(run)
    except bdb.BdbQuit:
        return 0
    except Exception as error:
        debugger.has_stopped = True
        debugger.reset()
        debugger.interaction(None, told(error, path))
        return FAILED
    return 0


def told(error: BaseException, path: str) -> TracebackType | None:
    """Show what was raised, from the attempt's own first frame on; the traceback from there."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != path:
        trace = trace.tb_next
    traceback.print_exception(type(error), error, trace)
    return trace or error.__traceback__


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
