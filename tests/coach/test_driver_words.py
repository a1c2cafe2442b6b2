"""What a kata's driver has to say is said in its own words."""

from pathlib import Path

import pytest
from grading_here import ready_for

from torchkata.coach import explained
from torchkata.contracts import Attempt, Raised
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.grading import reported
from torchkata.worker.engine import Engine

ATTEMPTS = Path(__file__).parents[1] / "attempts"


def failed(name: str, attempt: str) -> CheckFailedError:
    return failure_of(name, (ATTEMPTS / name / f"{attempt}.py").read_text())


def failure_of(name: str, text: str) -> CheckFailedError:
    attempt = Attempt(Path("attempt.py"), text, name, (), None)
    report = reported(ready_for(name), attempt, Engine(), device="cpu")
    assert report.failure is not None
    return report.failure


@pytest.mark.parametrize(
    ("name", "attempt", "headline"),
    [
        (
            "gpt_generate",
            "wrong_generator_unused",
            "torch's own random numbers were used, in spite of the generator",
        ),
        ("gpt_generate", "wrong_greedy", " rows, expected about "),
    ],
)
def test_a_demand_of_the_driver_heads_the_report(name: str, attempt: str, headline: str) -> None:
    failure = failed(name, attempt)
    assert headline in failure.message
    assert "AssertionError" not in failure.message
    assert failure.raised is None


def test_a_demand_met_with_in_a_call_has_the_line_of_that_call() -> None:
    failure = failed("gpt_generate", "wrong_never_cropped")
    assert failure.message == "the model was called with 7 tokens, block_size is 6"
    assert failure.raised is not None
    assert failure.raised.headline == failure.raised.words
    assert "model(" in failure.raised.excerpt[0]


def test_an_assertion_of_the_attempt_itself_is_an_exception_like_another() -> None:
    text = "def generate(*arguments, **named):\n    raise AssertionError('the model is old')\n"
    failure = failure_of("gpt_generate", text)
    assert failure.message == "calling generate raises AssertionError: the model is old"


def test_words_that_the_headline_has_are_not_explained_as_an_exception() -> None:
    words = "name 'x' is not defined"
    assert explained(Raised(words, "AssertionError", words)) is None


@pytest.mark.parametrize(
    ("name", "attempt", "words"),
    [
        (
            "rectified_flow",
            "wrong_keeps_gradients",
            "calls of the model during sample whose x records gradients: yours 7, the reference 0",
        ),
        (
            "evaluate",
            "wrong_left_in_eval",
            "parts of the model in train mode afterwards: yours 0, the reference 3",
        ),
        (
            "clip_train",
            "wrong_graph_kept",
            "the loss of step 1 holds a graph: yours yes, the reference no",
        ),
    ],
)
def test_counts_and_facts_are_told_side_by_side(name: str, attempt: str, words: str) -> None:
    assert failed(name, attempt).details[0] == words


def test_one_number_is_told_without_places() -> None:
    told = failed("evaluate", "wrong_percent").details[0]
    assert told.startswith("accuracy: yours ")
    assert " apart, allowed " in told
    assert "elements differ" not in told


def test_what_comes_first_in_a_run_is_told_first() -> None:
    told = failed("clip_train", "wrong_clamped_from_below_too").details[0]
    assert told.startswith("logit_scale after step 1: yours 0, the reference -0.5")


def test_noise_that_is_drawn_in_spite_of_that_given_is_told_so() -> None:
    failure = failed("vae", "wrong_noise_ignored")
    assert failure.message == "random numbers are drawn although noise was given (randn)"
