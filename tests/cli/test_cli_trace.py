"""`kata trace`, and shape comments in `kata check`, from the file to the exit code."""

import json
from pathlib import Path

import pytest

from torchkata.catalog import find, kata_folders, load, reference_text
from torchkata.cli import main
from torchkata.contracts import Attempt
from torchkata.practice.shapes import shapes_of

REFERENCE = reference_text(find(load(kata_folders({})), "split_heads"))
OWN = """import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, dim, n_layers=2):
        super().__init__()
        self.layers = nn.ModuleList(nn.Linear(dim, dim) for _ in range(n_layers))

    def forward(self, x, ids):
        for layer in self.layers:
            x = layer(x).relu()
        return x @ x[ids]


def twice(x):
    return 2 * x
"""


@pytest.fixture
def told(desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    """A command in this process: exit code, stdout, stderr."""
    monkeypatch.chdir(desk.folder)

    def run(*words: str) -> tuple[int, str, str]:
        code = main(words)
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_a_trace_shows_every_line_in_numbers_and_letters(desk, told) -> None:
    desk.write("split_heads.py", REFERENCE)
    code, out, err = told("trace", "split_heads")
    assert (code, err) == (0, "")
    assert out.startswith('split_heads in split_heads.py · case "generic": ')
    assert "heads = x.reshape(B, L, n_heads, D // n_heads)" in out
    assert "(B, n_heads, L, head_dim)" in out
    assert " ± " in out


def test_any_file_can_be_traced_and_ends_with_1_where_it_raises(desk, told) -> None:
    desk.write("own.py", OWN)
    words = ("trace", "own.py", "--target", "Net", "--input", "x=float[2, 7, 7]")
    code, out, _ = told(*words, "--input", "ids=int[3] < 2", "--build", "dim=7", "--json")
    document = json.loads(out)
    assert code == 1
    assert (document["schema"], document["passed"], document["kata"]) == (1, False, None)
    assert [row["code"] for row in document["rows"]] == ["Net.forward", "x = layer(x).relu()"]
    assert document["rows"][1]["repeats"] == 2
    assert document["error"]["type"] == "RuntimeError"
    assert (document["error"]["line"], document["error"]["code"]) == (13, "return x @ x[ids]")
    assert [value["name"] for value in document["error"]["operands"]] == ["x", "ids"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["own.py", "--target", "Nett"], 'no class or function in own.py is called "Nett"'),
        (["own.py", "--target", "Net", "--input", "x"], '"x" is not NAME=TENSOR'),
        (["own.py", "--target", "Net", "--input", "x=float[B]"], 'unknown symbol "B"'),
        (["own.py", "--target", "Net", "--build", "7"], '"7" is not NAME=VALUE'),
        (["own.py", "--input", "x=float[2]"], "--input and --build go with --target"),
        (["own.py", "--target", "Net", "--case", "generic"], "--case goes with a kata"),
        (["own.py", "--target", "Net", "--kata", "softmax"], "--kata goes with a kata"),
        (["own.py", "--target", "twice", "--build", "a=1"], "--build is for classes"),
        (
            ["own.py", "--target", "Net", "--input", "x=float[2]", "--input", "x=float[3]"],
            '--input "x" is given twice',
        ),
        (["--target", "Net"], "--target needs a file"),
        (["none.py", "--target", "Net"], 'there is no file "none.py"'),
        (["split_heads.py", "--case", "generik"], 'no case of split_heads is called "generik"'),
    ],
)
def test_wrong_usage_is_told(desk, told, words: list[str], said: str) -> None:
    desk.write("own.py", OWN)
    desk.write("split_heads.py", REFERENCE)
    code, out, err = told("trace", *words)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize("text", ["def split_heads(x\n", "x = 1\n"])
def test_what_cannot_run_is_told_with_exit_code_1(desk, told, text: str) -> None:
    desk.write("split_heads.py", f"# kata: split_heads\n{text}")
    code, out, err = told("trace", "split_heads.py")
    assert (code, out) == (1, "")
    assert "split_heads.py" in err


def test_a_check_tells_shape_comments_and_passes_all_the_same(desk, told) -> None:
    wrong = REFERENCE.replace("# (B, n_heads, L, head_dim)", "# (B, L, n_heads, head_dim)")
    desk.write("split_heads.py", wrong)
    code, out, _ = told("check", "split_heads", "--device", "cpu", "--seed", "7")
    assert code == 0
    assert "shape comments: 1 of 2 right" in out
    assert "says (B, L, n_heads, head_dim), really (" in out
    assert "= (B, n_heads, L, head_dim)" in " ".join(out.split())


def test_an_attempt_without_shape_comments_needs_no_runs_for_them() -> None:
    without = "\n".join(line.split("  # ")[0] for line in REFERENCE.split("\n"))
    assert shapes_of(Attempt(Path("a.py"), without, None, (), None)) is None
    assert shapes_of(Attempt(Path("a.py"), REFERENCE, None, (), None)) is not None


def test_what_the_driver_says_is_told_as_a_sentence(desk, told) -> None:
    katas = Path(__file__).parents[2] / "katas"
    wrong = Path(__file__).parents[1] / "attempts" / "gpt_generate" / "wrong_never_cropped.py"
    assert (katas / "gpt_generate").is_dir()
    desk.write("gpt_generate.py", wrong.read_text())
    code, out, _ = told("trace", "gpt_generate")
    assert code == 1
    assert "the model was called with 7 tokens, block_size is 6" in " ".join(out.split())
    assert "AssertionError" not in out


@pytest.mark.parametrize(
    ("size", "said"),
    [
        ("-2, 4", "an axis is -2, expected 0 or more"),
        ("100000000, 4000000", "400000000000000 numbers are too many"),
    ],
)
def test_sizes_that_no_tensor_has_are_wrong_usage(desk, told, size: str, said: str) -> None:
    desk.write("net.py", "def net(x):\n    return x + 1\n")
    code, out, err = told("trace", "net.py", "--target", "net", "--input", f"x=float[{size}]")
    assert (code, out) == (2, "")
    assert said in err
    assert "stumbled" not in err
