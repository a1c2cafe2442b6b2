"""Files and names that are at the end of what Python and the system take."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from torchkata.cli.main import main
from torchkata.source import recall
from torchkata.source.notebook import Cell, extract
from torchkata.source.shapes import shape_notes

HEAD = "# kata: softmax\ndef softmax(x, dim):\n"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TORCH_KATA_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.mark.parametrize("name", ["~nobody-at-all/x.py", "x" * 5000, "x" * 5000 + ".py"])
@pytest.mark.parametrize("command", ["check", "diff", "trace"])
def test_a_name_that_no_file_can_have_is_told(
    command: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, name]) == 2
    assert capsys.readouterr().err.startswith("kata: ")


@pytest.mark.parametrize("variable", ["TORCH_KATA_HOME", "KATA_PATH"])
@pytest.mark.parametrize("folder", ["~nobody-at-all/x", "x" * 300])
def test_a_folder_that_cannot_be_is_told(
    variable: str,
    folder: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(variable, folder)
    assert main(["show", "softmax"]) == (2 if variable == "KATA_PATH" else 0)
    assert main(["history", "softmax"]) in (0, 2)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("command", ["diff", "trace"])
def test_a_file_nested_too_deeply_is_told(
    command: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "deep.py").write_text(f"{HEAD}    return x{' + x' * 900}\n")
    assert main([command, "deep.py"]) == 2
    assert "nested too deeply" in capsys.readouterr().err


@pytest.mark.parametrize(
    "expression", ["10**400", "1e300**9", "x ** 1e999", "1e999 % 2", "(x * 2) ** 1e999", "0**-1"]
)
def test_numbers_beyond_all_bounds_are_no_trouble(expression: str) -> None:
    text = f"def softmax(x, dim):\n    return x * {expression}\n"
    assert recall(text, text, "softmax") == 1.0


@pytest.mark.parametrize(
    "comment",
    [" " * 20_000 + "x(", "(B, L)" + " " * 20_000 + "!", "(B, L) P = " + "a " * 20_000],
    ids=["spaces", "spaces after", "words"],
)
def test_a_long_comment_is_read_in_moments(comment: str) -> None:
    started = time.monotonic()
    shape_notes(f"{HEAD}    return x  #{comment}\n")
    assert time.monotonic() - started < 2


def test_many_shape_comments_are_read_in_moments() -> None:
    started = time.monotonic()
    assert len(shape_notes(HEAD + "    x = x * 2  # (B, L)\n" * 20_000)) == 20_000
    assert time.monotonic() - started < 6


def test_a_notebook_of_many_cells_is_read_in_moments() -> None:
    chain = [Cell(n, f"def f{n}(x):\n    return f{n + 1}(x)\n") for n in range(1, 3000)]
    started = time.monotonic()
    part = extract([*chain, Cell(3000, "def softmax(x, dim):\n    return f1(x)\n")], "softmax")
    assert part is not None
    assert part.origin[0] == (1, 1)
    assert time.monotonic() - started < 4


@pytest.mark.parametrize(
    "change",
    [
        "update attempts set time = 'now'",
        "update attempts set offset = 999999",
        "update attempts set time = '0001-01-01T00:00:00.000+00:00', offset = -600",
        "update attempts set seconds = 9e999",
        "update texts set zlib = x'00'",
    ],
)
def test_a_journal_that_no_torch_kata_wrote_is_told(
    change: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "softmax.py").write_text("# kata: softmax\n(")
    assert main(["check", "softmax.py"]) == 1
    with sqlite3.connect(desk / "home" / "journal.sqlite3") as connection:
        connection.execute(change)
    capsys.readouterr()
    assert main(["history", "softmax"]) == 2
    assert "cannot be used" in capsys.readouterr().err
    assert main(["check", "softmax.py"]) == 1
    assert "was never closed" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="a folder in use cannot be removed there")
@pytest.mark.parametrize("command", ["list", "today", "new elu", "check /tmp/x.py"])
def test_a_folder_that_is_gone_is_told(desk: Path, command: str) -> None:
    gone = desk / "gone"
    gone.mkdir()
    code = "import os; os.rmdir(os.getcwd()); from torchkata.service.client import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *command.split()],
        cwd=gone,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("kata: the folder you are in is gone\n")


def test_a_link_to_nothing_is_called_so(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "broken.py").symlink_to("gone.py")
    assert main(["check", "broken.py"]) == 2
    assert '"broken.py" is a link to "gone.py", which is not there' in capsys.readouterr().err
    assert main(["new", "elu", "-o", "broken.py"]) == 2
    err = capsys.readouterr().err
    assert '"broken.py" is a link to nothing' in err
    assert "reset" not in err


def test_what_is_no_function_is_told_its_type(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "var.py").write_text("# kata: softmax\nsoftmax = 3\n")
    assert main(["check", "var.py"]) == 1
    assert "softmax is of type int, not a function" in " ".join(capsys.readouterr().out.split())


def test_a_practice_file_of_an_impossible_name_is_told(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "elu", "-o", f"{'a' * 300}.py"]) == 2
    assert "File name too long" in capsys.readouterr().err


def test_a_folder_in_the_place_of_a_practice_file_is_told_by_every_command(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "silu.py").mkdir()
    assert main(["new", "silu"]) == 2
    assert '"silu.py" is a folder\n  name a file with --output' in capsys.readouterr().err
    assert main(["check", "silu"]) == 2
    assert "kata new silu --output NAME.py" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("nosuch/softmax.py", 'there is no folder "nosuch" either'),
        ("a b/softmax.py", "make it with `kata new softmax -o 'a b/softmax.py'`"),
        ("softmax.py", "make it with `kata new softmax`"),
    ],
)
def test_what_is_to_be_done_about_a_missing_file_does_it(
    desk: Path, capsys: pytest.CaptureFixture[str], name: str, hint: str
) -> None:
    (desk / "a b").mkdir()
    assert main(["check", name]) == 2
    assert hint in capsys.readouterr().err
