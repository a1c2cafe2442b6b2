"""`kata new` without a level, `reset`, `peek`, `give-up`, `show --solution`, in this process."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from torchkata.cli import main

Kata = Callable[..., tuple[int, str, str]]
RIGHT = """# kata: softmax
def softmax(x, dim):
    exps = (x - x.amax(dim=dim, keepdim=True)).exp()
    return exps / exps.sum(dim=dim, keepdim=True)
"""


@pytest.fixture
def kata(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Kata:
    """Run a command in an empty folder: its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        try:
            code = main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def passed(kata: Kata, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Note a pass of what is on disk, as a check does, without judging it again."""
    from torchkata.cli import clock
    from torchkata.cli.complete import here
    from torchkata.contracts import Attempted
    from torchkata.practice.keeping import journal

    def note(name: str = "softmax") -> None:
        path = str((Path.cwd() / f"{name}.py").resolve())
        entry = Attempted(clock.now(), name, None, "passed", "cpu", path, RIGHT)
        journal(here()).write_attempt(entry)

    return note


def level_of(kata: Kata, *words: str) -> str:
    return json.loads(kata("new", "softmax", "--force", "--json", *words)[1])["level"]


def test_the_first_file_is_blank_and_giving_up_brings_more_help(kata: Kata) -> None:
    assert level_of(kata) == "blank"
    assert level_of(kata) == "blank"
    kata("give-up", "softmax")
    code, out, _ = kata("new", "softmax", "--force")
    assert code == 0
    assert "wrote softmax.py (signatures: one easier than blank, which you gave up)" in out
    kata("give-up", "softmax")
    assert level_of(kata) == "shapes"


def test_a_pass_from_memory_takes_help_away(kata: Kata, passed: Callable[[], None]) -> None:
    level_of(kata, "--level", "faded75")
    passed()
    assert (
        "shapes: one harder than faded75, which you passed" in kata("new", "softmax", "--force")[1]
    )


def test_a_pass_with_a_look_is_done_again(kata: Kata, passed: Callable[[], None]) -> None:
    level_of(kata, "--level", "faded75")
    kata("peek", "softmax")
    passed()
    assert level_of(kata) == "faded75"


def test_a_copied_file_is_followed_by_a_faded_one(kata: Kata, passed: Callable[[], None]) -> None:
    level_of(kata, "--level", "copy")
    passed()
    assert level_of(kata) == "faded25"


def test_copy_puts_the_reference_beside_the_file(kata: Kata) -> None:
    code, out, _ = kata("new", "softmax", "--level", "copy")
    assert code == 0
    assert "beside it lies softmax.reference.py" in out
    assert "peak = x.amax" in Path("softmax.reference.py").read_text()
    assert "amax" not in Path("softmax.py").read_text()
    assert "checking softmax.py, the newest" in kata("check")[2]


def test_copy_never_loses_a_file_beside_it(kata: Kata) -> None:
    Path("softmax.reference.py").write_text("mine")
    kata("new", "softmax", "--level", "copy")
    assert Path("softmax.reference.py.bak").read_text() == "mine"


def test_split_shows_both_and_writes_no_reference(kata: Kata) -> None:
    out = kata("new", "softmax", "--level", "copy", "--split")[1]
    assert "softmax.py" in out.splitlines()[0]
    assert any("│     peak = x.amax(" in line for line in out.splitlines())
    assert not Path("softmax.reference.py").exists()
    code, _, err = kata("new", "softmax", "--level", "shapes", "--split", "--force")
    assert code == 2
    assert "at level shapes it stays hidden" in err


def test_the_same_seed_leaves_out_the_same(kata: Kata) -> None:
    texts = []
    for seed in ("1", "1", "2", "3", "4"):
        kata("new", "nanogpt_block", "--level", "faded50", "--seed", seed, "--force")
        texts.append(Path("nanogpt_block.py").read_text())
    assert texts[0] == texts[1]
    assert len(set(texts)) > 2


def test_reset_writes_the_blank_anew_and_keeps_the_text(kata: Kata) -> None:
    from torchkata.cli.complete import here
    from torchkata.practice.keeping import journal

    kata("new", "softmax", "--level", "signatures")
    before = Path("softmax.py").read_text()
    Path("softmax.py").write_text(before + "\nx = 1  # mine\n")
    code, out, _ = kata("reset", "softmax")
    assert code == 0
    assert "softmax.py is as it was at the beginning (signatures)" in out
    assert Path("softmax.py").read_text() == before
    assert journal(here()).attempts("softmax")[-1].text.endswith("x = 1  # mine\n")
    assert list(Path().iterdir()) == [Path("softmax.py")]


def test_reset_without_a_journal_moves_the_text_aside(
    kata: Kata, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kata("new", "softmax")
    Path("softmax.py").write_text("# kata: softmax\nx = 1\n")
    home = tmp_path.parent / f"{tmp_path.name}_home"
    home.write_text("a file where a folder should be")
    monkeypatch.setenv("TORCH_KATA_HOME", str(home))
    code, out, err = kata("reset", "softmax.py")
    assert code == 0
    assert "the file that was there is now softmax.py.bak" in out
    assert Path("softmax.py.bak").read_text() == "# kata: softmax\nx = 1\n"
    assert "cannot be used" in err


def test_reset_of_what_is_not_text_moves_it_aside(kata: Kata) -> None:
    Path("softmax.py").write_bytes(b"# kata: softmax\n\x00")
    kata("reset", "softmax")
    assert Path("softmax.py.bak").read_bytes() == b"# kata: softmax\n\x00"


def lines_of(kata: Kata, *words: str) -> list[str]:
    return json.loads(kata("peek", "softmax", *words, "--json")[1])["lines"]


def test_peek_shows_one_statement_after_another(kata: Kata) -> None:
    kata("new", "softmax")
    shown = [lines_of(kata)[0].split()[0] for _ in range(4)]
    assert shown == ["peak", "exps", "total", "return"]
    code, _, err = kata("peek", "softmax")
    assert code == 2
    assert "every line of softmax was shown since you began" in err
    kata("reset", "softmax")
    assert lines_of(kata)[0].split()[0] == "peak"


def test_peek_shows_the_lines_or_the_method_asked_for(kata: Kata) -> None:
    assert [len(lines_of(kata, "--lines", asked)) for asked in ("13:14", "13", ":3")] == [2, 1, 3]
    assert lines_of(kata, "--method", "softmax")[0].startswith("def softmax(")
    assert lines_of(kata, "--lines", "15:")[-1].split()[0] == "return"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--lines", "a:b"), '"a:b" are no lines'),
        (("--lines", "99:100"), "the reference has lines 1 to 16, not 99 to 100"),
        (("--lines", "5:3"), "the reference has lines 1 to 16, not 5 to 3"),
        (("--method", "forward"), 'the reference of softmax has no method "forward"'),
        (("--method", "softmax", "--lines", "1"), "--lines and --method ask for different things"),
    ],
)
def test_peek_says_what_it_cannot_show(kata: Kata, words: tuple[str, ...], said: str) -> None:
    code, out, err = kata("peek", "softmax", *words)
    assert (code, out) == (2, "")
    assert said in err


def test_peek_and_give_up_are_screens(kata: Kata, golden_text) -> None:
    golden_text("peek", kata("peek", "softmax", "--lines", "13:14")[1])
    golden_text("give_up", kata("give-up", "softmax")[1])


def test_the_solution_is_for_who_has_passed(kata: Kata, passed: Callable[[], None]) -> None:
    code, out, err = kata("show", "softmax", "--solution")
    assert (code, out) == (2, "")
    assert "softmax has not passed yet" in err
    assert "kata give-up softmax" in err
    kata("new", "softmax")
    passed()
    code, out, _ = kata("show", "softmax", "--solution")
    assert code == 0
    assert "peak = x.amax" in out


def test_the_solution_comes_with_the_notes(kata: Kata, passed: Callable[..., None]) -> None:
    passed("adam")
    document = json.loads(kata("show", "adam", "--solution", "--json")[1])
    assert "class Adam" in document["reference"]
    assert document["notes"].startswith("# Adam")
    out = kata("show", "adam", "--solution")[1]
    assert out.index("class Adam") < out.index("What goes wrong")


@pytest.mark.parametrize("words", [("new", "softmax", "--force"), ("reset",)])
def test_a_file_that_was_begun_anew_has_not_passed(
    kata: Kata, passed: Callable[[], None], words: tuple[str, ...]
) -> None:
    kata("new", "softmax")
    passed()
    assert json.loads(kata("today", "--json")[1])["open"][0]["passed"] is True
    assert kata(*words)[0] == 0
    told = json.loads(kata("today", "--json")[1])
    assert told["open"][0]["passed"] is False
    assert told["next"] == "kata check softmax.py"
