"""`kata check file.ipynb` and `torchkata.check` give the verdict in the lines of the cell."""

import json
import sys
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest

import torchkata
from torchkata.cli import main
from torchkata.contracts import KataError
from torchkata.notebook import Result

IMPORTS = "import torch\nraise SystemExit('never run')"
HELPER = "def shifted(x, dim):\n    return x - x.amax(dim=dim, keepdim=True)"
RIGHT = """
def softmax(x, dim):
    exps = shifted(x, dim).exp()
    return exps / exps.sum(dim=dim, keepdim=True)
softmax(torch.zeros(3), 0)"""
BAD = RIGHT.replace("exps.sum(", "exps.summ(")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, *texts: str) -> None:
    listed = [{"cell_type": "code", "source": text} for text in texts]
    path.write_text(json.dumps({"cells": listed}), encoding="utf-8")


def checked(capsys, *words: str) -> dict:
    main(["check", *words, "--json"])
    return json.loads(capsys.readouterr().out)


def test_the_cell_that_defines_the_target_is_judged(here: Path, capsys) -> None:
    write(here / "a.ipynb", IMPORTS, HELPER, RIGHT)
    document = checked(capsys, "a.ipynb", "--seed", "1")
    assert (document["kata"], document["outcome"]) == ("softmax", "passed")
    assert document["path"] == "a.ipynb, cell 3"


def test_lines_are_those_of_their_cells(here: Path, capsys) -> None:
    write(here / "a.ipynb", IMPORTS, HELPER, BAD)
    document = checked(capsys, "a.ipynb", "--seed", "1")
    assert document["departure"]["line"] == 4
    failed = next(check for check in document["checks"] if check["passed"] is False)
    assert failed["details"][0].startswith("4 │ return exps / exps.summ(")
    write(here / "b.ipynb", IMPORTS, HELPER.replace("amax", "amaxx"), RIGHT)
    document = checked(capsys, "b.ipynb", "--seed", "1")
    assert (document["path"], document["departure"]["line"]) == ("b.ipynb, cell 2", 2)


def test_syntax_is_told_in_the_line_of_the_cell(here: Path, capsys) -> None:
    write(here / "a.ipynb", IMPORTS, "\ndef softmax(x, dim:\n    return x")
    document = checked(capsys, "a.ipynb")
    assert document["checks"][0]["message"].startswith("a.ipynb, cell 2, line 2: ")


@pytest.mark.parametrize(
    ("texts", "words", "said"),
    [
        (["x = 1"], (), "nothing in it says so"),
        (["def softmax(x): ...", "class Linear: ..."], (), "softmax, linear"),
        (["def softmax(x): ..."], ("--kata", "linear"), 'no cell of "a.ipynb" defines "Linear"'),
    ],
)
def test_which_kata_it_is_has_to_be_clear(here: Path, capsys, texts, words, said: str) -> None:
    write(here / "a.ipynb", *texts)
    assert said in checked(capsys, "a.ipynb", *words)["error"]["message"]


def test_a_header_in_a_cell_names_the_kata(here: Path, capsys) -> None:
    write(here / "a.ipynb", "class Linear: ...", "# kata: softmax\ndef softmax(x, dim): ...")
    document = checked(capsys, "a.ipynb")
    assert (document["kata"], document["outcome"]) == ("softmax", "failed")


def test_reset_leaves_a_notebook_alone(here: Path, capsys) -> None:
    write(here / "softmax.ipynb", "def softmax(x, dim): ...")
    before = (here / "softmax.ipynb").read_bytes()
    assert main(["reset", "softmax.ipynb"]) == 2
    assert "is a notebook" in capsys.readouterr().err
    assert (here / "softmax.ipynb").read_bytes() == before


class Tags(HTMLParser):
    """What an HTML page holds, and that every tag in it is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def in_notebook(monkeypatch: pytest.MonkeyPatch, *cells: str) -> None:
    """As in a notebook whose cells were run up to now."""
    shell = SimpleNamespace(user_ns={"In": ["", *cells]})
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))


def defined_in_main(name: str) -> type:
    return type(name, (), {"__module__": "__main__"})


def defined_nowhere(name: str) -> type:
    return type(name, (), {"__module__": "nowhere"})


def test_a_function_of_a_notebook_is_judged_and_shown(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_notebook(monkeypatch, IMPORTS, HELPER, "def softmax(x, dim): ...", "check(softmax)")
    result = torchkata.check(defined_in_main("softmax"), seed=1)
    assert not result.passed
    assert "notebook.ipynb, cell 3, line 1: softmax is unfinished" in repr(result)
    assert "\x1b" not in repr(result)
    page = Tags(result._repr_html_())
    assert page.open == []
    assert page.text.rstrip() == repr(result)


def test_a_function_of_a_module_is_judged_in_its_file(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "my_softmax.py").write_text("def softmax(x, dim):\n    ...\n")
    monkeypatch.syspath_prepend(str(here))
    import my_softmax

    result = torchkata.check(my_softmax.softmax)
    assert "my_softmax.py, line 1: softmax is unfinished" in " ".join(repr(result).split())


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (3, "3 is neither a class nor a function"),
        (defined_nowhere("Sofmax"), 'no kata asks for "Sofmax"'),
        (defined_nowhere("softmax"), "the text of softmax cannot be found"),
    ],
    ids=["number", "unknown", "no text"],
)
def test_what_cannot_be_checked_says_why(target: object, said: str) -> None:
    with pytest.raises(KataError, match=said):
        torchkata.check(target)  # type: ignore[arg-type]


def test_text_of_an_attempt_is_never_taken_for_html() -> None:
    result = Result(1, "\x1b[31m✗\x1b[0m <script>alert(1)</script> & [bold]\n")
    assert "<script>" not in result._repr_html_()
    assert Tags(result._repr_html_()).text.strip() == "✗ <script>alert(1)</script> & [bold]"
