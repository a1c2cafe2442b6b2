"""`kata check --part` and `--parts`: what is there so far, and nothing is remembered."""

import json
import os

import pytest

import torchkata.catalog as catalog
import torchkata.judge as judge
from torchkata.cli import main
from torchkata.contracts import Kata, KataError, Outcome, PartsChecked, Verdict
from torchkata.journal import Journal, data_folder
from torchkata.practice.files import choose
from torchkata.practice.parts import check_part, check_parts
from torchkata.practice.place import Place

TEXT = catalog.reference_text(catalog.find(catalog.load(catalog.kata_folders({})), "nanogpt_block"))
SO_FAR = "# kata: nanogpt_block\n" + TEXT[: TEXT.index("class Block")]

ASSUMED = Verdict("nanogpt_block", "mine.py", "MLP", Outcome.PASSED, "cpu", 7, 0.1, ())


@pytest.fixture
def half(desk):
    """Somebody in the midst of a kata: attention is right, the MLP is not."""
    desk.write("mine.py", SO_FAR.replace("nn.GELU()", "nn.ReLU()"))
    return desk


def test_parts_that_are_written_get_a_verdict_each_and_are_no_practice_of_the_kata(half) -> None:
    ran = half.kata("check", "mine.py", "--parts", "--device", "cpu")
    lines = ran.out.splitlines()
    assert ran.code == 1
    assert lines[0].startswith(
        "✓ nanogpt_block, CausalSelfAttention: same function as the reference"
    )
    assert lines[1].startswith("✗ nanogpt_block, MLP: values leave the reference in case")
    assert any("at line" in line and "of mine.py" in line for line in lines)
    assert lines[-1] == "  next: kata hint nanogpt_block"
    assert Journal(data_folder(os.environ)).attempts() == ()


def test_a_part_that_passes_ends_with_0(half, monkeypatch, capsys) -> None:
    monkeypatch.chdir(half.folder)
    words = ("check", "mine.py", "--part", "CausalSelfAttention", "--device", "cpu", "--json")
    code = main(words)
    document = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (document["schema"], document["outcome"], document["missing"]) == (1, "passed", [])
    assert document["parts"][0]["target"] == "CausalSelfAttention"
    assert document["next"] == "kata check mine.py"


@pytest.mark.parametrize(
    ("text", "part", "message"),
    [
        ("", "Mlp", 'has no part called "Mlp"'),
        ("", None, "mine.py defines none of the parts of nanogpt_block"),
    ],
)
def test_what_cannot_be_checked_says_why(desk, text, part, message) -> None:
    desk.write("mine.py", "# kata: nanogpt_block\n" + text)
    with pytest.raises(KataError, match=message) as found:
        checked(desk, part)
    assert "CausalSelfAttention, MLP" in found.value.hint


@pytest.mark.parametrize(
    ("text", "part", "message"),
    [
        ("", "MLP", 'mine.py does not define "MLP"'),
        ("x = (\n", None, "mine.py, line 2: "),
        ("class MLP:\n    def forward(self, x): ...\n", None, "MLP.forward is unfinished"),
    ],
)
def test_what_reading_tells_is_a_verdict_on_the_part(desk, text, part, message) -> None:
    desk.write("mine.py", "# kata: nanogpt_block\n" + text)
    found = checked(desk, part)
    assert found.outcome is Outcome.FAILED
    assert found.verdicts[0].first_failure is not None
    assert message in found.verdicts[0].first_failure.message


def checked(desk, part: str | None) -> PartsChecked:
    """What a check of one part, or of all that are written, tells of mine.py."""
    chosen = choose(Place(desk.folder, {}), "mine.py")
    if part is None:
        return check_parts(chosen, device="cpu", seed=7)
    return check_part(chosen, part, device="cpu", seed=7)


@pytest.mark.parametrize("part", ["MLP", None])
def test_no_process_is_forked_once_the_reference_is_read(half, monkeypatch, part) -> None:
    order: list[str] = []
    read = catalog.reference_text

    def reading(kata: Kata) -> str:
        order.append("read")
        return read(kata)

    def starting(device: str, count: int = 1) -> None:
        order.append("fork")
        monkeypatch.setattr(catalog, "reference_text", reading)

    monkeypatch.setattr(judge, "start_ahead", starting)
    monkeypatch.setattr(judge, "start_beside", lambda *_: None)
    monkeypatch.setattr(judge, "grade", lambda kata, *_, **__: ASSUMED)
    checked(half, part)
    assert order.count("fork") == 1
    assert order.index("fork") < order.index("read")


def test_a_kata_without_parts_says_so(desk) -> None:
    desk.write("mine.py", "# kata: softmax\n")
    with pytest.raises(KataError, match="softmax has no part"):
        checked(desk, None)


def test_the_brief_names_the_parts(capsys) -> None:
    assert main(("show", "nanogpt_block", "--json")) == 0
    document = json.loads(capsys.readouterr().out)
    assert [part["name"] for part in document["parts"]] == ["CausalSelfAttention", "MLP"]
    assert document["parts"][1]["shapes"] == "(B, L, D) -> (B, L, D)"


def test_the_tab_key_offers_the_parts_of_the_file_in_question(desk) -> None:
    environ = {
        "_KATA_COMPLETE": "complete_bash",
        "COMP_WORDS": "kata check encoder_block.py --part ",
        "COMP_CWORD": "4",
    }
    assert desk.kata(environ=environ).out.split() == ["MLP", "SelfAttention"]
