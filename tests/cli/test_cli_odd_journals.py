"""Journals that hold what a plain learner's does not."""

import pytest
from learner_days import RIGHT, UNREADABLE, Learner


def test_a_text_that_reset_kept_is_no_check(learner: Learner) -> None:
    learner.kata("new", "softmax")
    learner.write(UNREADABLE)
    learner.kata("reset")
    code, out, _ = learner.kata("history", "softmax")
    assert code == 0
    assert "softmax: 0 checks, 0 passed" in out
    assert "kept by reset, not checked" in out
    assert learner.kata("history", "softmax", "--show", "1")[1] == UNREADABLE
    told = learner.told("stats")
    assert (told["checks"], told["streak"], told["days"], told["courses"]) == (0, 0, {}, [])
    assert learner.kata("stats", "--csv")[1].count("\n") == 1


@pytest.mark.usefixtures("quick")
def test_no_time_is_told_where_the_clock_was_put_back(learner: Learner) -> None:
    learner.kata("new", "softmax")
    learner.wait(hours=-3)
    learner.write(RIGHT)
    assert learner.kata("check")[0] == 0
    (attempt,) = learner.told("history", "softmax")["attempts"]
    assert attempt["seconds"] is None
    assert learner.told("history", "softmax")["reviews"][0]["seconds"] is None
