"""`kata list`, `kata show` and `kata` alone, as a learner runs them."""

import json
import os

import pytest


def test_list_names_every_kata_under_its_belt(desk) -> None:
    ran = desk.kata("list")
    lines = ran.out.splitlines()
    assert ran.code == 0
    assert lines.index("white") < lines.index("blue") < lines.index("purple")
    assert any(line.startswith("  cross_attention ") for line in lines)


def test_list_of_a_belt_holds_that_belt_only(desk) -> None:
    katas = json.loads(desk.kata("list", "--belt", "White", "--json").out)["katas"]
    assert {kata["belt"] for kata in katas} == {"white"}


def test_list_of_a_concept_holds_that_concept_only(desk) -> None:
    katas = json.loads(desk.kata("list", "--concept", "masking", "--json").out)["katas"]
    assert katas
    assert all("masking" in kata["concepts"] for kata in katas)


def test_list_json_has_one_schema_and_the_keys_of_a_picker(desk) -> None:
    document = json.loads(desk.kata("list", "--json").out)
    assert document["schema"] == 1
    keys = {"name", "title", "belt", "kind", "target", "concepts", "prerequisites"}
    assert all(keys <= set(kata) for kata in document["katas"])


@pytest.mark.parametrize(
    ("option", "word", "near"), [("--belt", "purpel", "purple"), ("--concept", "maskin", "masking")]
)
def test_an_unknown_filter_suggests_the_nearest(desk, option: str, word: str, near: str) -> None:
    ran = desk.kata("list", option, word)
    assert ran.code == 2
    assert ran.out == ""
    assert f'{option[2:]} is called "{word}"' in ran.err
    assert f'did you mean "{near}"?' in ran.err


def test_show_tells_signature_shapes_and_sources(desk) -> None:
    out = desk.kata("show", "cross_attention").out
    assert "class CrossAttention" in out
    assert "def forward(self, img_toks" in out
    assert "mask[B, L] | none" in out
    assert "arXiv:1706.03762" in out
    assert "next: kata new cross_attention" in out


def test_show_is_a_brief_and_not_the_answer(desk) -> None:
    ran = desk.kata("show", "cross_attention", "--json")
    assert "softmax" not in ran.out.lower()
    assert "self.q" not in ran.out
    assert json.loads(ran.out)["hints"] == 3


def test_show_of_a_function_shows_how_it_is_called(desk) -> None:
    assert "  def softmax(x: Tensor, dim: int) -> Tensor" in desk.kata("show", "softmax").out


def test_an_unknown_kata_suggests_the_nearest(desk) -> None:
    ran = desk.kata("show", "cros_attention")
    assert ran.code == 2
    assert 'no kata called "cros_attention"' in ran.err
    assert "cross_attention" in ran.err.splitlines()[1]


def test_kata_alone_names_the_next_command(desk) -> None:
    ran = desk.kata()
    assert ran.code == 0
    assert "no practice file here" in ran.out
    assert ran.out.splitlines()[-1].startswith("next: kata new ")


def test_kata_alone_lists_what_is_open_newest_first(desk) -> None:
    os.utime(desk.write("old.py", "# kata: softmax\n"), (1, 1))
    desk.write("fresh.py", "# kata: linear\n")
    desk.write("other.py", "print('no header')\n")
    lines = desk.kata().out.splitlines()
    here = lines.index("open here, newest first")
    assert lines[here + 1 :] == [
        "  fresh.py  linear",
        "  old.py    softmax",
        "next: kata check fresh.py",
    ]
