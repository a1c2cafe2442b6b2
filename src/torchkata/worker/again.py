"""A failing request run once more with probes, which see what is in no frame any more."""

import re
import warnings
from dataclasses import replace

import torch

from torchkata.worker.engine import Engine
from torchkata.worker.failing import lines_of
from torchkata.worker.faults import AttemptError, Fault, clean
from torchkata.worker.messages import Request
from torchkata.worker.watch import Watch

PLACE = re.compile(r'File "([^"]*)", line (\d{1,7})\b')


def again(engine: Engine, request: Request) -> Fault | None:
    """The fault that a request leads to with probes in the file; None where all goes well."""
    armed = Engine()
    armed.watch = Watch(engine.target.source)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            with torch.autograd.set_detect_anomaly(request.again == "backward", check_nan=False):
                repeat(armed, engine, request)
        except AttemptError as error:
            return placed(error.fault, armed, [str(warning.message) for warning in said])
    return None


def repeat(armed: Engine, engine: Engine, request: Request) -> None:
    """Ask another engine for the same."""
    armed.load(engine.target)
    armed.prepare(engine.cases)
    if request.inspect is not None:
        armed.inspect(request.inspect)
    if request.evaluate is not None:
        armed.evaluate(request.evaluate)


def placed(fault: Fault, armed: Engine, said: list[str]) -> Fault:
    """A fault of the backward pass at the line of its forward pass, where torch tells that."""
    if fault.line is not None:
        return fault
    places = [place for words in said for place in PLACE.findall(words)]
    lines = [int(line) for path, line in places if path == armed.target.path]
    source = lines_of(armed.target.source)
    if not lines or not 1 <= lines[-1] <= len(source):
        return fault
    text = source[lines[-1] - 1]
    return replace(fault, line=lines[-1], text=clean(text), expression=clean(text.strip()))
