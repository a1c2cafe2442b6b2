"""`kata road` as a learner runs it: the road follows what was passed."""

import json
import os
from datetime import UTC, datetime

import pytest

from torchkata.contracts import Attempted, Began
from torchkata.journal import Journal, data_folder

NOW = datetime.now(UTC)


@pytest.fixture
def walked(desk):
    """Somebody who passed softmax and began split_heads."""
    path = str(desk.write("split_heads.py", "# kata: split_heads\n"))
    Journal(data_folder(os.environ)).write(
        [
            Attempted(NOW, "softmax", "blank", "passed", "cpu", "softmax.py", ""),
            Began(NOW, "split_heads", "blank", path),
        ]
    )
    return desk


def test_the_road_follows_what_was_passed(walked) -> None:
    ran = walked.kata("road", "--json")
    katas = {kata["name"]: kata for kata in json.loads(ran.out)["katas"]}
    assert (ran.code, ran.err) == (0, "")
    assert katas["softmax"]["passed"]
    assert katas["split_heads"]["state"] == "begun"
    assert katas["cross_entropy"]["open"]
    assert not katas["attention"]["open"]
    assert "softmax" in katas["attention"]["needs"]
    assert "attention" in katas["softmax"]["opens"]
    lines = walked.kata("road").out.splitlines()
    assert "  ✓ softmax" in [line.rstrip() for line in lines]
    way = walked.kata("road", "attention")
    assert "opens  " in way.out
    assert way.out.splitlines()[-1] == "next: kata check split_heads.py"


def test_an_unknown_kata_is_named(desk) -> None:
    ran = desk.kata("road", "atention")
    assert (ran.code, ran.out) == (2, "")
    assert 'no kata called "atention"' in ran.err


def test_a_page_never_takes_the_place_of_another_file(desk) -> None:
    mine = desk.write("mine.py", "x = 1\n")
    ran = desk.kata("road", "--html", "mine.py")
    assert ran.code == 2
    assert '"mine.py" is there already and is not a page of torch-kata' in ran.err
    assert mine.read_text() == "x = 1\n"
    for _ in range(2):  # a page of ours is written anew
        assert desk.kata("road", "--html", "road.html").out == "wrote road.html\n"
