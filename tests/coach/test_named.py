"""Errors that say which name is missing: their line is named, and no other is looked for."""

import pytest
from grading_here import ATTEMPTS, judged, kata

from torchkata.catalog import reference_text
from torchkata.judge.named import says_what_is_missing
from torchkata.worker.faults import Fault

MADE = "        self.up_proj = nn.Linear(n_embd, 4 * n_embd, bias=bias)\n"


@pytest.mark.parametrize(
    "text", ["", "        self.up = nn.Linear(n_embd, 4 * n_embd)\n"], ids=["taken out", "misspelt"]
)
def test_an_attribute_that_nothing_sets_is_named_where_it_is_read(text: str) -> None:
    wrong = reference_text(kata("nanogpt_block")).replace(MADE, text)
    failure, departure = judged(kata("nanogpt_block"), wrong)
    assert failure is not None
    assert failure.fault is not None
    assert says_what_is_missing(failure.fault, wrong)
    assert departure is not None
    assert departure.line == wrong[: wrong.index("self.up_proj")].count("\n") + 1


@pytest.mark.parametrize(
    ("kind", "message", "says"),
    [
        ("NameError", "name 'n_heads' is not defined", True),
        ("AttributeError", "'Net' object has no attribute 'head'", True),
        ("AttributeError", "'Net' object has no attribute 'body'", False),  # it is set somewhere
        ("AttributeError", "'Net' object has no attribute 'table'", False),  # and this by its name
        ("AttributeError", "'Net' object has no attribute 'shape'", False),  # a tensor is meant
        ("AttributeError", "'Tensor' object has no attribute 'head'", False),
        ("TypeError", "'Net' object has no attribute 'head'", False),
    ],
)
def test_what_is_missing_is_known_from_the_words_and_the_text(
    kind: str, message: str, says: bool
) -> None:
    text = 'class Net:\n    def set(self):\n        self.body = buffer("table")\n'
    assert says_what_is_missing(Fault("run", kind, message, line=3), text) is says
    assert not says_what_is_missing(Fault("run", kind, message), text)


@pytest.mark.parametrize("kept", ["W", "nn.Parameter(W, requires_grad=False)"])
def test_a_tensor_that_is_not_trained_is_named_in_what_a_driver_builds(kept: str) -> None:
    made = "self.w = nn.Parameter(torch.randn(b, a, 4, 4) / (16 * a) ** 0.5)"
    weight = made.partition("(")[2].removesuffix(")")
    text = (ATTEMPTS / "vae" / "right_own_convolutions.py").read_text(encoding="utf-8")
    assert text.count(made) == 2
    wrong = text.replace(made, f"self.w = {kept.replace('W', weight)}", 1)
    failure, departure = judged(kata("vae"), wrong)
    assert failure is not None
    assert failure.check in ("state", "gradients")
    assert departure is not None
    assert departure.line == text[: text.index(made)].count("\n") + 1


def test_a_plain_mask_is_named_where_it_is_kept() -> None:
    kept = 'self.register_buffer("mask", mask)'
    text = (ATTEMPTS / "clip" / "right_openai_names.py").read_text(encoding="utf-8")
    wrong = text.replace(kept, "self.mask = mask")
    failure, departure = judged(kata("clip"), wrong)
    assert failure is not None
    assert failure.check == "device and dtype"
    assert departure is not None
    assert departure.line == text[: text.index(kept)].count("\n") + 1
