"""Mistakes in right attempts that are written otherwise, found by what little mends them."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from grading_here import (
    ATTEMPTS,
    SEED,
    Here,
    assert_found,
    judged,
    kata,
    planted,
    ready_for,
)

from torchkata.catalog import reference_text
from torchkata.coach import first_departure
from torchkata.contracts import Attempt, Departure
from torchkata.judge import grade, mending
from torchkata.judge.grading import reported
from torchkata.judge.ready import Ready
from torchkata.source.editing import Editor, applied, idle_name
from torchkata.worker.faults import AttemptError, Fault
from torchkata.worker.launch import Launch
from torchkata.worker.messages import Change, Mend, Mended, Record
from torchkata.worker.remote import Remote

MISTAKES = [
    pytest.param(
        "group_norm", "five_axes", ".flatten(3)", ".flatten(-2)", id="raises in one case alone"
    ),
    pytest.param(
        "tubelet_embedding",
        "frames_summed",
        "range(0, video.shape[2], step)",
        "range(video.shape[2], 0, step)",
        id="weights nobody can relate",
    ),
    pytest.param(
        "layer_norm",
        "float_inside",
        "x.sum(-1, keepdim=True) / x.size(-1)",
        "x.sum(-1, keepdim=True) * x.size(-1)",
        id="inside a method that is called",
    ),
    pytest.param(
        "configurable_mlp",
        "norm_by_hand",
        "nn.Dropout(dropout)",
        "nn.Dropout(0.2)",
        id="an argument that nothing reads",
    ),
    pytest.param(
        "instance_norm",
        "moments",
        "image.permute(0, 2, 3, 1)",
        "image.permute(0, 3, 2, 1)",
        id="neighbours exchanged",
    ),
    pytest.param(
        "linear", "parametrized", "return w.T", "return w.T.squeeze()", id="an axis lost early"
    ),
    pytest.param(
        "encoder_block",
        "one_class",
        "self.ln2 = nn.LayerNorm(dim)",
        "self.ln2 = nn.LayerNorm(dim, 1e-3)",
        id="an argument too many",
    ),
    pytest.param(
        "unet_resblock",
        "unfolded_by_hand",
        "self.t_weight + self.t_bias",
        "self.t_weight - self.t_bias",
        id="what a norm takes away where all weights are one number",
    ),
    pytest.param(
        "transformer",
        "keys_without_bias",
        "F.relu(self.a(x))",
        "F.leaky_relu(self.a(x))",
        id="a word that the reference never says",
    ),
    pytest.param(
        "rmsprop", "functional", "(s.sqrt() + eps)", "s.sqrt()", id="a difference that is tiny"
    ),
    pytest.param(
        "instance_norm",
        "moments",
        " / std[:, None, None]",
        "",
        id="what has to be spread over other axes",
    ),
    pytest.param(
        "nanogpt",
        "three_linears",
        "self.n2 = nn.LayerNorm(width, bias=bias)",
        "self.n2 = nn.Identity()",
        id="a class that the reference never says",
    ),
    pytest.param("sgd", "functional", "g + weight_decay * p", "g", id="a part of another one"),
    pytest.param("vae", "own_convolutions", "self.to_mu(x), ", "x, ", id="one of two that return"),
]


@pytest.mark.parametrize(("kata_id", "attempt", "old", "new"), MISTAKES)
def test_the_line_of_a_mistake_is_found(kata_id: str, attempt: str, old: str, new: str) -> None:
    assert_found(kata_id, attempt, old, new)


def test_a_mistake_that_keeps_it_from_being_built_is_found() -> None:
    text = (ATTEMPTS / "cross_attention" / "right_fused_kv.py").read_text(encoding="utf-8")
    line = next(i for i, t in enumerate(text.splitlines(), 1) if "nn.Linear(" in t)
    words = text.splitlines()[line - 1]
    broken = words.replace("nn.Linear(", "nn.Linear(-")
    failure, departure = judged(kata("cross_attention"), text.replace(words, broken))
    assert failure is not None
    assert failure.check == "builds"
    assert departure is not None
    assert departure.line == line


def test_a_default_is_named_where_it_stands() -> None:
    text = reference_text(kata("adamw"))
    assert text.count("(0.9, 0.999)") == 1
    line = text[: text.index("(0.9, 0.999)")].count("\n") + 1
    _, departure = judged(kata("adamw"), text.replace("(0.9, 0.999)", "(0.8, 0.999)"))
    words = "betas defaults to (0.8, 0.999) here, and to (0.9, 0.999) in the reference"
    assert departure == Departure(line, words)


def test_what_was_computed_and_nothing_reads_is_told() -> None:
    lines = ["def f(x, y):", "    total = x + y", "    x = x * 2", "    return x"]
    assert idle_name("\n".join(lines)) == ("total", 3, 4)
    assert idle_name("\n".join([*lines[:3], "    return x * total"])) is None


PRE_NORM = """
class PreNorm(nn.Module):
    def __init__(self, dim, inner):
        super().__init__()
        self.dim, self.norm = dim, nn.LayerNorm(dim)

    def forward(self, x):
        return x

class Other(nn.Module):
    def __init__(self, dim):
        self.norm = nn.LayerNorm(dim)

    def forward(self, x):
        return self.norm(x)
"""


def test_a_part_that_its_class_does_not_use_is_told_where_there_is_one_line_for_it() -> None:
    assert idle_name(PRE_NORM) == ("self.norm", 8, 8)
    used = PRE_NORM.replace("        return x\n", "        y = x\n        return y\n", 1)
    assert idle_name(used) is None
    assert idle_name(PRE_NORM + "print(PreNorm(3).norm)\n") is None
    kin = PRE_NORM.replace("class Other(nn.Module)", "class Other(PreNorm)")
    assert idle_name(kin) is None


def test_one_number_is_not_said_to_be_a_factor_of_another() -> None:
    text = reference_text(kata("kl_div"))
    assert text.count(".sum()") == 1
    _, departure = judged(kata("kl_div"), text.replace(".sum()", ".exp().sum()"))
    assert departure is not None
    assert "times too" not in departure.message


class Hanging(Here):
    """A process that is lost as soon as changes are tried."""

    def mend(self, mend: Mend) -> Mended:
        raise AttemptError(Fault("run", "TimeLimit", "was still running"))


def test_the_attempts_own_process_tries_changes() -> None:
    text, line = planted("layer_norm", "float_inside", "/ x.size(-1)", "* x.size(-1)")
    attempt = Attempt(Path("attempt.py"), text, "layer_norm", (), None)
    verdict = grade(kata("layer_norm"), attempt, device="cpu", seed=SEED, locate=first_departure)
    assert verdict.departure is not None
    assert verdict.departure.line == line
    assert verdict.departure.verified


NEVER_ENDS = "while True: pass"
SLEEPS = '__import__("time").sleep(60)'


def test_a_change_that_never_ends_ends_alone() -> None:
    by, line, column = ready_for("gelu"), *place_of_return("gelu")
    changes = [Change(line, column, NEVER_ENDS), Change(0, 0, ""), Change(line, column, "return x")]
    begun = time.monotonic()
    endless, as_it_is, another = outputs(by, by.target.source, changes)
    assert time.monotonic() - begun < 10
    assert not endless
    assert as_it_is
    assert another


def test_a_change_that_sleeps_is_not_waited_for_long() -> None:
    by, line, column = ready_for("gelu"), *place_of_return("gelu")
    endless = Change(line, column, SLEEPS)
    with Launch(seconds=20.0, device="cpu") as launch:
        remote = Remote(launch)
        remote.load(by.target)
        remote.prepare(by.cases)
        weights = torch.zeros(0, dtype=torch.float64)
        assert remote.mend(Mend(Record(0, 0, weights), (Change(0, 0, ""),))).outputs[0]
        begun = time.monotonic()
        with pytest.raises(AttemptError, match="still running"):
            remote.mend(Mend(Record(0, 0, weights), (endless,)))
        assert time.monotonic() - begun < 10


def test_no_run_begins_once_time_is_up() -> None:
    by, bench = ready_for("gelu"), Here()
    bench.load(by.target)
    bench.prepare(by.cases)
    record = Record(0, 0, torch.zeros(0, dtype=torch.float64))
    mend = Mend(record, (Change(0, 0, ""),) * 2)
    assert all(bench.mend(mend).outputs)
    assert bench.mend(replace(mend, seconds=-1.0)).outputs == ({}, {})


def place_of_return(name: str) -> tuple[int, int]:
    """The line and the column of the first statement of a reference that returns something."""
    lines = enumerate(reference_text(kata(name)).splitlines(), 1)
    return next((n, t.index("return")) for n, t in lines if t.lstrip().startswith("return"))


def test_what_values_tell_is_kept_where_a_change_never_ends() -> None:
    text, _ = planted("layer_norm", "float_inside", "/ x.size(-1)", "* x.size(-1)")
    attempt = Attempt(Path("attempt.py"), text, "layer_norm", (), None)
    bench = Hanging()
    report = reported(ready_for("layer_norm"), attempt, bench, device="cpu")
    assert report.departure(bench, first_departure) is not None


def test_no_change_is_tried_once_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "SECONDS", 0.0)
    text, line = planted("layer_norm", "float_inside", "/ x.size(-1)", "* x.size(-1)")
    _, departure = judged(kata("layer_norm"), text)
    assert departure is not None
    assert departure.line <= line <= (departure.end_line or departure.line)


@pytest.mark.parametrize("name", ["attention", "layer_norm", "masked_mean"])
def test_a_change_that_is_switched_on_is_the_change_of_the_text(name: str) -> None:
    by, text = ready_for(name), reference_text(kata(name))
    found = Editor(text, text).edits(range(1, text.count("\n") + 1), (0,))[::4]
    together = outputs(by, text, [Change(e.line, e.column, e.text) for e in found])
    for edit, on in zip(found, together, strict=True):
        (alone,) = outputs(by, applied(text, edit), [Change(0, 0, "")])
        assert on.keys() == alone.keys()
        assert all(torch.equal(on[key].nan_to_num(), alone[key].nan_to_num()) for key in on)


def outputs(by: Ready, text: str, changes: list[Change]) -> tuple[dict[str, torch.Tensor], ...]:
    """What a text gives with each change."""
    bench = Here()
    bench.load(replace(by.target, source=text))
    bench.prepare(by.cases)
    weights = torch.tensor([0.3], dtype=torch.float64)
    return bench.mend(Mend(Record(0, 0, weights), tuple(changes))).outputs
