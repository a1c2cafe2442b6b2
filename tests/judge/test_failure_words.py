"""What a failed check says of its case, and of what a driver found."""

import pytest
import torch

from torchkata.judge.failures import case_words, failure_of
from torchkata.worker.case import Case
from torchkata.worker.faults import Fault


@pytest.mark.parametrize(
    ("beta", "words"),
    [
        (2, 'case "small" (B=3, beta=2)'),
        (0.3, 'case "small" (B=3)'),
        (None, 'case "small" (B=3, beta=2)'),
    ],
)
def test_a_case_says_no_size_that_its_argument_contradicts(beta: object, words: str) -> None:
    case = Case("small", {"B": 3, "beta": 2}, {}, {"pred": torch.zeros(3), "beta": beta})
    assert case_words(case) == words


def test_what_a_driver_says_stands_alone() -> None:
    fault = Fault("run", "AssertionError", "in train mode the input is changed")
    failure = failure_of(fault, "Dropout")
    assert (failure.message, failure.raised) == ("in train mode the input is changed", None)


def test_an_assertion_of_the_attempt_is_its_own() -> None:
    fault = Fault("run", "AssertionError", "no such head", 12)
    assert failure_of(fault, "Dropout").message.startswith("calling Dropout raises AssertionError")
