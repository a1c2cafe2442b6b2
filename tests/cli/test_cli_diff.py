"""`kata diff` puts an attempt beside the reference."""

import json

import pytest

import torchkata.catalog as catalog

SOFTMAX = catalog.find(catalog.load(catalog.kata_folders({})), "softmax")
REFERENCE = catalog.reference_text(SOFTMAX)
OTHER = "import torch\n\n\ndef softmax(x, dim):\n    return x.exp()\n"


def test_the_reference_itself_is_the_same_with_exit_code_0(desk) -> None:
    desk.write("softmax.py", "# kata: softmax\n\n\n" + REFERENCE)
    ran = desk.kata("diff", "softmax")
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "the same code, line by line"
    assert "recall 100 %" in ran.out


def test_another_attempt_differs_with_exit_code_1(desk) -> None:
    desk.write("softmax.py", OTHER)
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
    assert 0 < document["recall"] < 1


def test_a_syntax_error_is_left_to_check(desk) -> None:
    desk.write("softmax.py", "def softmax(\n")
    ran = desk.kata("diff", "softmax")
    assert (ran.code, ran.out) == (2, "")
    assert "softmax.py, line 1: " in ran.err
    assert "`kata check softmax.py` shows the place" in ran.err


@pytest.mark.parametrize("words", [(), ("--side",), ("--side", "--plain")])
@pytest.mark.parametrize("width", ["40", "200"])
def test_the_width_of_the_terminal_is_used(desk, words: tuple[str, ...], width: str) -> None:
    desk.write("softmax.py", OTHER)
    out = desk.kata("diff", "softmax", *words, environ={"COLUMNS": width}).out
    assert max(len(line) for line in out.splitlines()) <= int(width)
    assert out.isascii() == ("--plain" in words)


def test_a_page_is_written_and_written_again(desk) -> None:
    desk.write("softmax.py", OTHER)
    for _ in range(2):
        ran = desk.kata("diff", "softmax", "--html", "page.html")
        assert (ran.code, ran.out, ran.err) == (1, "", "kata: wrote page.html\n")
    assert "x.exp()" in (desk.folder / "page.html").read_text(encoding="utf-8")


def test_a_page_never_takes_the_place_of_another_file(desk) -> None:
    desk.write("softmax.py", OTHER)
    desk.write("mine.html", "my own words")
    ran = desk.kata("diff", "softmax", "--html", "softmax.py")
    assert (ran.code, ran.out) == (2, "")
    assert '"softmax.py" is no name for a page' in ran.err
    ran = desk.kata("diff", "softmax", "--html", "mine.html")
    assert ran.code == 2
    assert '"mine.html" is there already and is not a page of torch-kata' in ran.err
    assert (desk.folder / "softmax.py").read_text() == OTHER
    assert (desk.folder / "mine.html").read_text() == "my own words"


def test_a_page_that_cannot_be_written_is_told(desk) -> None:
    desk.write("softmax.py", OTHER)
    ran = desk.kata("diff", "softmax", "--html", "nowhere/page.html")
    assert (ran.code, ran.out) == (2, "")
    assert '"nowhere/page.html" cannot be written' in ran.err


def test_a_run_counts_lines_of_the_same_value(desk) -> None:
    other = REFERENCE.replace("exps / total", 'torch.einsum("...->...", exps) / total')
    assert other != REFERENCE
    desk.write("softmax.py", "import torch\n" + other)
    assert desk.kata("diff", "softmax").code == 1
    ran = desk.kata("diff", "softmax", "--run")
    assert ran.code == 0
    assert "= 1 another spelling, same value" in ran.out


def test_a_run_that_fails_is_told(desk) -> None:
    desk.write("softmax.py", "def softmax(x, dim):\n    return x.nothing()\n")
    ran = desk.kata("diff", "softmax", "--run")
    assert (ran.code, ran.out) == (2, "")
    assert "softmax.py could not be run" in ran.err
    assert "without --run it is only read" in ran.err
    desk.write("my file.py", "def softmax(x, dim):\n    return x.nothing()\n")
    ran = desk.kata("diff", "my file.py", "--run")
    assert "`kata check 'my file.py'`" in ran.err


def test_a_coroutine_is_not_the_same_code(desk) -> None:
    desk.write(
        "softmax.py", "# kata: softmax\n" + REFERENCE.replace("def softmax", "async def softmax")
    )
    ran = desk.kata("diff", "softmax")
    assert ran.code == 1
    assert "the same code" not in ran.out
    assert "recall 100 %" not in ran.out
