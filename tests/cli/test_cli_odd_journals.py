"""Journals that hold what a plain learner's does not."""

import os
import sqlite3
from io import BytesIO, TextIOWrapper
from pathlib import Path

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


def test_a_journal_that_cannot_be_read_to_its_end_leaves_no_half_of_it(learner: Learner) -> None:
    learner.kata("new", "softmax")
    learner.write(UNREADABLE)
    learner.kata("check")
    with sqlite3.connect(Path(os.environ["TORCH_KATA_HOME"]) / "journal.sqlite3") as connection:
        connection.execute("update texts set zlib = x'00'")
    code, _, err = learner.kata("journal", "export", "kept.jsonl")
    assert code == 2
    assert "cannot be used" in err
    assert not (learner.folder / "kept.jsonl").exists()


def test_two_attempts_with_one_text_are_said_to_be_the_same(learner: Learner) -> None:
    learner.write(UNREADABLE)
    learner.kata("check")
    learner.kata("check")
    told = learner.kata("history", "softmax", "--diff", "1", "2")[1]
    assert told == "softmax: attempts 1 and 2\nno line differs\n"


def test_a_journal_goes_through_a_pipe(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    learner.kata("new", "softmax")
    _, out, err = learner.kata("journal", "export", "-")
    assert err == ""
    assert out.count("\n") == 2
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(out.encode())))
    assert learner.kata("journal", "import", "-")[1] == "0 added, 1 were here already\n"


@pytest.mark.usefixtures("quick")
def test_what_passed_already_is_not_remembered_by_being_checked_again(learner: Learner) -> None:
    for _ in range(2):
        learner.kata("new", "softmax", "--force")
        learner.write(RIGHT)
        learner.kata("check")
        learner.wait(hours=1)
    due = learner.told("history", "softmax")["due"]
    learner.wait(days=1)
    assert "remembered" not in learner.kata("check")[1]
    assert learner.told("history", "softmax")["due"] == due
    learner.wait(hours=1)
    learner.kata("reset")
    learner.write(RIGHT)
    assert "remembered: good" in learner.kata("check")[1]
