"""`kata diff` puts an attempt beside the reference."""

import json

import pytest

import torchkata.catalog as catalog

SOFTMAX = catalog.find(catalog.load(catalog.kata_folders({})), "softmax")
REFERENCE = catalog.reference_text(SOFTMAX)


def test_the_reference_itself_is_the_same_with_exit_code_0(desk) -> None:
    desk.write("softmax.py", "# kata: softmax\n\n\n" + REFERENCE)
    ran = desk.kata("diff", "softmax")
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "the same code, line by line"


def test_another_attempt_differs_with_exit_code_1(desk) -> None:
    desk.write("softmax.py", "import torch\n\n\ndef softmax(x, dim):\n    return x.exp()\n")
    ran = desk.kata("diff", "softmax.py")
    assert ran.code == 1
    assert "missing (reference only)" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_json_counts_and_rows_agree(desk) -> None:
    desk.write("softmax.py", "def softmax(x, dim):\n    return x.exp()\n")
    document = json.loads(desk.kata("diff", "softmax", "--json").out)
    assert document["schema"] == 1
    assert document["same"] is False
    assert sum(document["counts"].values()) == len(document["rows"])


def test_a_syntax_error_is_left_to_check(desk) -> None:
    desk.write("softmax.py", "def softmax(\n")
    ran = desk.kata("diff", "softmax")
    assert (ran.code, ran.out) == (2, "")
    assert "softmax.py, line 1: " in ran.err
    assert "`kata check softmax.py` shows the place" in ran.err


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_the_width_of_the_terminal_is_used(desk, width: str) -> None:
    desk.write("softmax.py", "def softmax(x, dim):\n    return x.exp()\n")
    out = desk.kata("diff", "softmax", environ={"COLUMNS": width}).out
    assert max(len(line) for line in out.splitlines()[:-1]) <= int(width)
