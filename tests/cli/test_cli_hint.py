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
    assert "all its hints were shown before" in ran.out
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


def test_after_the_katas_own_hints_come_those_about_the_wrong_line(desk) -> None:
    wrong = "def softmax(x, dim):\n    exps = (x - x.max(dim=dim, keepdim=True).values).exp()\n"
    desk.write("softmax.py", f"# kata: softmax\n{wrong}    return exps / exps.sum(dim=dim)\n")
    desk.kata("hint", "softmax", "--all")
    words = desk.kata("hint", "softmax").out
    assert "hint 4 of 5" in words
    assert "At line 4 of softmax.py: the reference has" in " ".join(words.split())
    line = desk.kata("hint", "softmax").out
    assert "hint 5 of 5" in line
    assert "the reference has" in " ".join(line.split())
    assert "there are no more" in line
    assert "peek" in desk.kata("journal", "export").out


def test_a_right_file_gets_no_hint_about_a_line(desk) -> None:
    right = "    e = (x - x.amax(dim, True)).exp()\n    return e / e.sum(dim, True)\n"
    desk.write("softmax.py", f"# kata: softmax\ndef softmax(x, dim):\n{right}")
    desk.kata("hint", "softmax", "--all")
    assert numbers(desk.kata("hint", "softmax", "--json")) == []
