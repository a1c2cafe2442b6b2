"""`kata new` writes a practice file and never loses one."""

import json
import os
import subprocess
import sys

import pytest


def test_new_writes_a_file_named_after_the_kata(desk) -> None:
    ran = desk.kata("new", "cross_attention")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "wrote cross_attention.py (blank)",
        "next: write it from memory, then  kata check cross_attention.py",
    ]
    assert (desk.folder / "cross_attention.py").read_text().startswith("# kata: cross_attention\n")


def test_new_at_signatures_holds_the_target(desk) -> None:
    desk.kata("new", "cross_attention", "--level", "signatures")
    assert "class CrossAttention" in (desk.folder / "cross_attention.py").read_text()


def test_new_refuses_to_overwrite(desk) -> None:
    desk.write("softmax.py", "mine")
    ran = desk.kata("new", "softmax")
    assert ran.code == 2
    assert '"softmax.py" is there already' in ran.err
    assert "--force" in ran.err
    assert (desk.folder / "softmax.py").read_text() == "mine"


def test_new_with_force_keeps_the_old_text_aside(desk) -> None:
    desk.write("softmax.py", "first")
    desk.kata("new", "softmax", "--force")
    desk.write("softmax.py", "second")
    ran = desk.kata("new", "softmax", "--force")
    assert ran.code == 0
    assert "the file that was there is now softmax.py.bak2" in ran.out
    assert (desk.folder / "softmax.py.bak").read_text() == "first"
    assert (desk.folder / "softmax.py.bak2").read_text() == "second"


def test_new_writes_where_output_says(desk) -> None:
    ran = desk.kata("new", "softmax", "-o", "mine.py", "--json")
    assert json.loads(ran.out) == {
        "schema": 1,
        "kata": "softmax",
        "path": "mine.py",
        "level": "blank",
        "why": "",
        "backup": None,
        "reference": None,
        "next": "kata check mine.py",
    }
    assert (desk.folder / "mine.py").is_file()


def test_new_into_a_folder_names_the_file_itself(desk) -> None:
    (desk.folder / "dojo").mkdir()
    assert "dojo/softmax.py" in desk.kata("new", "softmax", "-o", "dojo").out


def test_new_in_a_folder_that_is_not_there_says_so(desk) -> None:
    ran = desk.kata("new", "softmax", "-o", "nowhere/softmax.py")
    assert (ran.code, ran.out) == (2, "")
    assert 'there is no folder "nowhere"' in ran.err


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_new_in_a_folder_that_may_not_be_written_says_so(desk) -> None:
    desk.folder.chmod(0o500)
    ran = desk.kata("new", "softmax")
    desk.folder.chmod(0o700)
    assert ran.code == 2
    assert '"softmax.py" cannot be written: Permission denied' in ran.err


def test_a_link_to_nowhere_counts_as_a_file(desk) -> None:
    (desk.folder / "softmax.py").symlink_to(desk.folder / "gone.py")
    assert desk.kata("new", "softmax").code == 2


def test_an_unknown_level_names_the_levels(desk) -> None:
    ran = desk.kata("new", "softmax", "--level", "easy")
    assert ran.code == 2
    assert 'no level is called "easy"' in ran.err
    assert "signatures, blank" in ran.err


@pytest.mark.parametrize(
    ("name", "typed"), [("e x.py", "'e x.py'"), ("./--x.py", "./--x.py"), ("q1.py", "q1.py")]
)
def test_commands_to_type_are_right_for_a_shell(desk, name: str, typed: str) -> None:
    ran = desk.kata("new", "elu", "-o", name)
    assert ran.out.splitlines()[-1].endswith(f"  kata check {typed}")
    second = (desk.folder / name).read_text().splitlines()[1]
    assert second == f"# ELU. To check it: kata check {typed}"
    assert desk.kata("today").out.splitlines()[-1].endswith(f"kata check {typed}")
    assert f"`kata reset {typed}`" in desk.kata("new", "elu", "-o", name).err
    assert desk.kata("reset", name).code == 0
    assert (desk.folder / name).read_text().splitlines()[1] == second


def test_a_practice_file_is_no_notebook(desk) -> None:
    ran = desk.kata("new", "gelu", "-o", "g.ipynb")
    assert (ran.code, ran.out) == (2, "")
    assert '"g.ipynb" would be a notebook' in ran.err
    assert not (desk.folder / "g.ipynb").exists()


FULL = """
import resource, signal, sys
from torchkata.cli.main import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (16, 16))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of files as Linux has them")
@pytest.mark.parametrize(
    ("words", "name"), [(["new", "elu"], "elu.py"), (["journal", "export", "x.jsonl"], "x.jsonl")]
)
def test_what_a_full_disk_does_not_take_is_not_left_half_written(
    desk, words: list[str], name: str
) -> None:
    desk.kata("hint", "elu")
    done = subprocess.run(
        [sys.executable, "-c", FULL, *words],
        cwd=desk.folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert f'"{name}" cannot be written: File too large' in done.stderr
    assert not (desk.folder / name).exists()
