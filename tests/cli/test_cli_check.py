"""`kata check` from the file to the exit code."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

import torchkata.catalog as catalog
from torchkata.contracts import CHECK_NAMES

KATAS = catalog.load(catalog.kata_folders({}))
REFERENCE = catalog.reference_text(catalog.find(KATAS, "softmax"))
ENDLESS = """# kata: softmax
print("started", flush=True)
while True:
    pass
def softmax(x, dim): return x
"""


def checks(document) -> dict[str, bool | None]:
    return {check["name"]: check["passed"] for check in document["checks"]}


def test_a_right_attempt_passes_with_exit_code_0(desk) -> None:
    desk.write("softmax.py", REFERENCE)
    ran = desk.kata("check", "softmax", "--seed", "7", "--device", "cpu")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("✓ softmax: same function as the reference\n")
    assert "seed 7 · cpu · " in ran.out
    assert ran.out.splitlines()[-1].startswith("  next: kata new ")


def test_a_wrong_attempt_fails_with_exit_code_1_and_the_check_that_leads(desk) -> None:
    desk.write("mine.py", "# kata: softmax\ndef softmax(x, dim):\n    return x.exp()\n")
    ran = desk.kata("check", "mine.py", "--device", "cpu", "--json")
    document = json.loads(ran.out)
    assert ran.code == 1
    assert (document["schema"], document["kata"], document["path"]) == (1, "softmax", "mine.py")
    assert (document["passed"], document["outcome"]) == (False, "failed")
    assert checks(document)["values"] is False
    assert document["seed"] >= 0
    assert document["seconds"] > 0


def test_what_a_failure_says_is_not_warned_of_again(desk) -> None:
    frozen = "self.table = nn.Parameter(torch.zeros(max_len, embed_dim), requires_grad=False)"
    text = (
        "import torch\nfrom torch import nn\n\nclass LearnedPositions(nn.Module):\n"
        "    def __init__(self, max_len, embed_dim):\n        super().__init__()\n"
        f"        {frozen}\n        nn.init.normal_(self.table, std=0.02)\n\n"
        "    def forward(self, x):\n        return x + self.table[: x.shape[1]]\n"
    )
    desk.write("learned_positions.py", text)
    ran = desk.kata("check", "learned_positions.py", "--device", "cpu", "--json")
    document = json.loads(ran.out)
    assert checks(document)["gradients"] is False
    assert "takes no gradient" in ran.out
    assert document["warnings"] == []
    assert document["departure"]["line"] == 7


def test_a_warning_of_torch_names_the_line_of_the_attempt(desk) -> None:
    text = (
        "import torch\nimport torch.nn.functional as F\n\n"
        "def contrastive_loss(image_features, text_features, logit_scale):\n"
        "    a, b = F.normalize(image_features, dim=-1), F.normalize(text_features, dim=-1)\n"
        "    scores = a @ b.T * torch.tensor(logit_scale)\n"
        "    y = torch.arange(len(scores), device=scores.device)\n"
        "    return (F.cross_entropy(scores, y) + F.cross_entropy(scores.T, y)) / 2\n"
    )
    desk.write("contrastive_loss.py", text)
    ran = desk.kata("check", "contrastive_loss.py", "--device", "cpu")
    assert "line 6 of contrastive_loss.py: torch.tensor cuts the gradient" in " ".join(
        ran.out.split()
    )
    assert "contrastive_loss.py:6: UserWarning: " in ran.out
    assert "torchkata" not in ran.out


def has_started(process: int) -> bool:
    """Whether the attempt of a `kata check` has printed something."""
    folders = Path(tempfile.gettempdir()).glob(f"torch-kata-{process}-*")
    printed = [folder / "printed" for folder in folders]
    return any(path.exists() and path.stat().st_size for path in printed)


def test_interruption_ends_with_130_and_a_word(desk) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a background shell ignores it
    desk.write("softmax.py", ENDLESS)
    running = subprocess.Popen(
        [sys.executable, "-m", "torchkata", "check", "softmax", "--device", "cpu"],
        cwd=desk.folder,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not has_started(running.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err) == (130, "", "kata: interrupted\n")


@pytest.fixture
def broken(desk):
    desk.write("softmax.py", "# kata: softmax\ndef softmax(x, dim:\n    return x\n")
    return desk


def test_a_syntax_error_shows_line_and_caret(broken) -> None:
    ran = broken.kata("check", "softmax")
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0].startswith("✗ softmax: softmax.py, line 2: ")
    assert lines[1] == "  2 | def softmax(x, dim:"
    assert lines[2].strip() == "^"
    assert lines[1][lines[2].index("^")] == "("


def test_a_syntax_error_is_a_verdict_in_json_too(broken) -> None:
    ran = broken.kata("check", "softmax", "--json", "--seed", "3")
    document = json.loads(ran.out)
    assert ran.code == 1
    assert list(checks(document).values()) == [False] + [None] * (len(CHECK_NAMES) - 1)
    assert document["seed"] == 3


def test_a_missing_target_lists_what_the_file_defines(desk) -> None:
    desk.write("a.py", "# kata: cross_attention\nclass CrosAttention: ...\ndef other(): ...\n")
    ran = desk.kata("check", "a.py")
    assert ran.code == 1
    assert 'a.py does not define "CrossAttention"' in ran.out
    assert "it defines CrosAttention (line 2), other (line 3)" in ran.out
    assert 'did you mean "CrosAttention" to be called "CrossAttention"?' in ran.out


def test_a_blank_file_fails_without_being_run(desk) -> None:
    desk.kata("new", "softmax")
    ran = desk.kata("check", "softmax")
    assert ran.code == 1
    assert 'softmax.py does not define "softmax"' in ran.out


def test_a_ready_made_is_named_with_its_line(desk) -> None:
    desk.write(
        "a.py",
        "# kata: softmax\nimport torch\ndef softmax(x, dim):\n    return torch.softmax(x, dim)\n",
    )
    ran = desk.kata("check", "a.py")
    assert ran.code == 1
    assert "torch.softmax is not allowed here" in ran.out
    assert "a.py, line 4: return torch.softmax(x, dim)" in ran.out


def test_without_a_name_the_newest_practice_file_is_checked(broken) -> None:
    os.utime(broken.write("older.py", "# kata: linear\n"), (1, 1))
    ran = broken.kata("check", "--json")
    assert json.loads(ran.out)["kata"] == "softmax"
    assert ran.err == "kata: checking softmax.py, the newest practice file here\n"


@pytest.mark.parametrize(
    ("name", "text", "kata"),
    [
        ("linear.py", "# kata: softmax\n(", "softmax"),
        ("softmax.py", "(", "softmax"),
        ("mine.py", "import torch\nclass CrossAttention: ...\nclass Other: (1 = 2)", None),
    ],
    ids=["header before name", "name", "neither"],
)
def test_the_kata_is_told_by_header_then_name(desk, name: str, text: str, kata: str | None) -> None:
    desk.write(name, text)
    assert json.loads(desk.kata("check", name, "--json").out)["kata"] == kata


def test_a_file_without_a_kata_says_which_line_to_add(desk) -> None:
    desk.write("mine.py", "x = 1\n")
    ran = desk.kata("check", "mine.py")
    assert ran.code == 2
    assert 'which kata is "mine.py" an attempt at?' in ran.err
    assert "put `# kata: NAME` on its first line" in ran.err


def test_the_kata_is_told_by_the_only_target_that_the_file_defines(desk) -> None:
    desk.write("mine.py", "import torch\ndef softmax(x, dim):\n    return torch.softmax(x, dim)\n")
    assert json.loads(desk.kata("check", "mine.py", "--json").out)["kata"] == "softmax"


def test_the_kata_can_be_said(desk) -> None:
    desk.write("mine.py", "(")
    assert (
        json.loads(desk.kata("check", "mine.py", "--kata", "linear", "--json").out)["kata"]
        == "linear"
    )


def test_a_header_that_names_no_kata_is_named_with_its_file(desk) -> None:
    desk.write("mine.py", "# kata: sofmax\n")
    ran = desk.kata("check", "mine.py")
    assert ran.code == 2
    assert 'the header of "mine.py" names a kata' in ran.err
    assert "softmax" in ran.err


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["softmax"], 'there is no file "softmax.py" here', "kata new softmax"),
        (["softmax.py"], 'there is no file "softmax.py"', "kata new softmax"),
        (["nothing.py"], 'there is no file "nothing.py"', "`kata` shows what is open here"),
        (["./nothing"], 'there is no file "./nothing"', "`kata` shows what is open here"),
        (["sofmax"], 'no kata called "sofmax"', "softmax"),
        (["-"], "not from standard input", ""),
        ([], "no practice file in", "kata new NAME"),
        (["a.py", "--device", "gpu"], 'no device is called "gpu"', "auto, cpu, cuda, mps"),
        (["a.py", "--seed", "-1"], "--seed", "kata check --help"),
        (["a.py", "b.py"], "unexpected extra argument", "kata check --help"),
    ],
)
def test_wrong_words_say_what_is_wrong_and_what_to_do(desk, words, message, hint) -> None:
    ran = desk.kata("check", *words)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert hint in ran.err


def test_an_error_is_a_whole_document_in_json(desk) -> None:
    ran = desk.kata("check", "softmax", "--json")
    document = json.loads(ran.out)
    assert ran.code == 2
    assert (document["schema"], document["outcome"], document["passed"]) == (1, "error", False)
    assert (document["kata"], document["checks"]) == (None, [])
    assert "softmax.py" in document["error"]["message"]


def test_a_folder_is_not_an_attempt(desk) -> None:
    (desk.folder / "mine.py").mkdir()
    assert '"mine.py" is not a file' in desk.kata("check", "mine.py").err


def test_a_practice_file_of_another_name_is_found_by_its_kata(desk) -> None:
    desk.write("mine.py", "# kata: softmax\n(")
    assert json.loads(desk.kata("check", "softmax", "--json").out)["path"] == "mine.py"
