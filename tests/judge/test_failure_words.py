"""What a failed check says of its case."""

import pytest
import torch

from torchkata.judge.failures import case_words
from torchkata.worker.case import Case


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
