"""`kata hint` remembers what was shown, and works without a journal too."""

import json


def numbers(ran) -> list[int]:
    return [hint["number"] for hint in json.loads(ran.out)["hints"]]


def test_each_call_shows_the_next_hint_then_none(desk) -> None:
    shown = [numbers(desk.kata("hint", "softmax", "--json")) for _ in range(4)]
    assert shown == [[1], [2], [3], []]


def test_no_hint_left_says_how_to_see_them_again(desk) -> None:
    desk.kata("hint", "softmax", "--all")
    ran = desk.kata("hint", "softmax")
    assert ran.code == 0
    assert "all 3 hints were shown before" in ran.out
    assert "--again" in ran.out


def test_all_shows_every_hint(desk) -> None:
    assert numbers(desk.kata("hint", "softmax", "--all", "--json")) == [1, 2, 3]


def test_again_starts_with_the_first_and_goes_on_from_there(desk) -> None:
    desk.kata("hint", "softmax", "--all")
    assert numbers(desk.kata("hint", "softmax", "--again", "--json")) == [1]
    assert numbers(desk.kata("hint", "softmax", "--json")) == [2]


def test_a_broken_journal_stops_no_hint(desk) -> None:
    home = desk.write("home", "a file where a folder should be")
    ran = desk.kata("hint", "softmax", environ={"TORCH_KATA_HOME": str(home)})
    assert ran.code == 0
    assert "hint 1 of 3" in ran.out
    assert len(ran.err.splitlines()) == 1
    assert "cannot be used" in ran.err
    assert "hints are not remembered" in ran.err
