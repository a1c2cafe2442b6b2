"""`kata road` as a learner runs it: the road follows what was passed."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from torchkata.cli import main
from torchkata.contracts import Attempted, Began
from torchkata.journal import Journal, data_folder

NOW = datetime.now(UTC)


@pytest.fixture
def kata(tmp_path, monkeypatch, capsys):
    """Run commands as somebody who passed softmax and began split_heads."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "split_heads.py"
    path.write_text("# kata: split_heads\n")
    Journal(data_folder(os.environ)).write(
        [
            Attempted(NOW, "softmax", "blank", "passed", "cpu", "softmax.py", ""),
            Began(NOW, "split_heads", "blank", str(path)),
        ]
    )

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        done = capsys.readouterr()
        return code, done.out, done.err

    return run


def test_the_road_follows_what_was_passed(kata) -> None:
    code, out, err = kata("road", "--json")
    katas = {one["name"]: one for one in json.loads(out)["katas"]}
    assert (code, err) == (0, "")
    assert katas["softmax"]["passed"]
    assert katas["split_heads"]["state"] == "begun"
    assert katas["cross_entropy"]["open"]
    assert not katas["attention"]["open"]
    assert "softmax" in katas["attention"]["needs"]
    assert "attention" in katas["softmax"]["opens"]
    assert "  ✓ softmax" in [line.rstrip() for line in kata("road")[1].splitlines()]


def test_the_way_to_a_kata_begins_with_what_is_not_passed(kata) -> None:
    _, out, _ = kata("road", "attention")
    assert "  opens  " in out
    assert out.splitlines()[-1] == "next: kata check split_heads.py"


def test_where_the_way_is_walked_the_road_goes_on(kata) -> None:
    assert kata("road", "softmax")[1].splitlines()[-1] == "next: kata new broadcast_sum"


def test_an_unknown_kata_is_named(kata) -> None:
    code, out, err = kata("road", "atention")
    assert (code, out) == (2, "")
    assert 'no kata called "atention"' in err


def test_a_page_never_takes_the_place_of_another_file(kata) -> None:
    mine = Path("mine.html")
    mine.write_text("x = 1\n")
    code, _, err = kata("road", "--html", "mine.html")
    assert code == 2
    assert '"mine.html" is there already and is not a page of torch-kata' in err
    assert mine.read_text() == "x = 1\n"
    for _ in range(2):  # a page of ours is written anew
        assert kata("road", "--html", "road.html")[1:] == ("", "kata: wrote road.html\n")
