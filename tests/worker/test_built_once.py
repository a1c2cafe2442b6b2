"""What a driver builds is built anew for every evaluation, unless the driver says otherwise."""

import pytest
import torch

from torchkata.worker.case import Case
from torchkata.worker.engine import Engine
from torchkata.worker.messages import Evaluation, Step, Target

ATTEMPT = "built = []\n"
DRIVER = """
import torch

def build(namespace, case):
    namespace.built.append(case.name)
    return namespace.built

def run(subject, case):
    return {"out": torch.ones(1)}
"""


def built(driver: str, *evaluations: Evaluation) -> list[str]:
    """The names of the cases for which the driver built something."""
    engine = Engine()
    engine.load(Target(ATTEMPT, "attempt.py", "built", "loop", driver, "driver.py"))
    x = {"x": torch.ones(2)}
    engine.prepare((Case("short", {}, {}, x), Case("long", {}, {}, x, {"levels": 4})))
    for evaluation in evaluations:
        engine.evaluate(evaluation)
    return list(engine.namespace.built)


SHORT, LONG = Evaluation(0, (Step(0),)), Evaluation(1, (Step(1),))


def test_every_evaluation_gets_its_own() -> None:
    assert built(DRIVER, SHORT, SHORT, LONG) == ["short", "short", "long"]


@pytest.mark.parametrize(
    ("again", "names"),
    [
        (SHORT, ["short", "long"]),
        (Evaluation(0, (Step(0),), fresh=True), ["short", "long", "short"]),
        (Evaluation(0, (Step(0),), dtype="float32"), ["short", "long", "short"]),
    ],
    ids=["alike", "fresh", "of another dtype"],
)
def test_what_is_built_once_serves_all_that_is_alike(again: Evaluation, names: list[str]) -> None:
    assert built(DRIVER + "\nBUILT_ONCE = True\n", SHORT, LONG, SHORT, again) == names
