"""One kata whose files are broken, and what becomes of the others."""

import json
from pathlib import Path

import pytest

from torchkata.cli.main import main

PACK = Path(__file__).parents[1] / "catalog" / "pack"
Run = tuple[int, str, str]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own katas: `double` cannot be read, `mean_pool` builds on it."""
    mine = tmp_path / "mine"
    for kata in ("double", "mean_pool"):
        (mine / kata).mkdir(parents=True)
        for name in ("kata.toml", "reference.py"):
            (mine / kata / name).write_bytes((PACK / kata / name).read_bytes())
    path = mine / "double" / "kata.toml"
    path.write_text(path.read_text().replace("target = ", "tarjet = "))
    monkeypatch.setenv("KATA_PATH", str(mine))
    monkeypatch.chdir(tmp_path)
    return path


def ran(capsys: pytest.CaptureFixture[str], *words: str) -> Run:
    code = main(words)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("words", [("list",), ("road",), (), ("show", "softmax"), ("today",)])
def test_it_is_told_once_and_the_others_go_on(
    desk: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, out, err = ran(capsys, *words)
    assert code == 0
    assert out
    assert err.count(f"{desk} cannot be used:") == 1
    assert 'tarjet: is not a key here; did you mean "target"?' in err


def test_what_is_built_on_it_can_be_practised(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    katas = {k["name"]: k for k in json.loads(ran(capsys, "list", "--json")[1])["katas"]}
    assert "double" not in katas
    assert katas["mean_pool"]["prerequisites"] == []
    assert ran(capsys, "new", "mean_pool")[0] == 0


@pytest.mark.parametrize("words", [("show", "double"), ("new", "double"), ("dev", "check")])
def test_who_asks_for_it_hears_why_not(
    desk: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    code, out, err = ran(capsys, *words)
    assert (code, out) == (2, "")
    assert err.count("cannot be used:") == 1
    assert "did you mean" in err


def test_its_author_is_told_too(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = ran(capsys, "dev", "check", "double")
    assert code == 2
    assert err.count(f"{desk} cannot be used:") == 1


def test_an_attempt_at_it_is_not_graded(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.py").write_text("# kata: double\ndef double(x):\n    return 2 * x\n")
    code, _, err = ran(capsys, "check", "mine.py")
    assert code == 2
    assert err.count(f"{desk} cannot be used:") == 1


def test_doctor_names_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = ran(capsys, "doctor", "--brief", "--json")
    found = {finding["name"]: finding for finding in json.loads(out)["findings"]}
    assert found["kata double"]["good"] is False
    assert str(desk) in found["kata double"]["value"]


def test_completion_is_silent(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from torchkata.cli.complete import kata_names

    assert [name for name, _ in kata_names("mean_")] == ["mean_pool"]
    assert capsys.readouterr().err == ""


def broken_code(desk: Path) -> Path:
    """`double` can be read, but for the code of its reference."""
    desk.write_text(desk.read_text().replace("tarjet = ", "target = "))
    path = desk.with_name("reference.py")
    path.write_text("import torch\nx = = \n")
    return path


@pytest.mark.parametrize(
    "words", [("show", "double"), ("new", "double"), ("dev", "check", "double"), ("dev", "check")]
)
def test_a_reference_that_is_no_python_is_told_with_its_line(
    desk: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    path = broken_code(desk)
    code, _, err = ran(capsys, *words)
    assert code == 2
    assert err.count(f"{path} cannot be used:\n  line 2: invalid syntax") == 1
    assert "stumbled" not in err


def test_a_reference_that_is_no_python_stops_no_other_kata(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = broken_code(desk)
    Path("mine.py").write_text("# kata: double\ndef double(x):\n    return 2 * x\n")
    code, _, err = ran(capsys, "check", "mine.py")
    assert (code, err.count(f"{path} cannot be used:")) == (2, 1)
    assert ran(capsys, "new", "mean_pool")[0] == 0
