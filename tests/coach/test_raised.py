"""Mistakes that raise somewhere else: found on the way back from there."""

import pytest
from grading_here import assert_found, judged, kata, planted

from torchkata.source import unfilled
from torchkata.source.slicing import way_back

MISTAKES = [
    pytest.param(
        "transformer",
        "keys_without_bias",
        "return x + torch.where(i % 2 == 0, angle.sin(), angle.cos())",
        "return (x + torch.where(i % 2 == 0, angle.sin(), angle.cos())).squeeze()",
        id="the last step of a function that was called before",
    ),
    pytest.param(
        "vit",
        "linear_on_patches",
        "expand(x.shape[0], 1, -1)",
        "expand(x.shape[0], 0, -1)",
        id="the line above",
    ),
    pytest.param(
        "clip",
        "openai_names",
        "torch.randn(context_length, text_dim)",
        "torch.randn(vision_heads, text_dim)",
        id="an attribute that another class has too",
    ),
    pytest.param(
        "nanogpt",
        "three_linears",
        "self.v = nn.Linear(width, width",
        "self.v = nn.Linear(heads, width",
        id="one of three parts that a loop goes over",
    ),
    pytest.param(
        "nanogpt_block",
        "key_after_key",
        "(q * k[..., j : j + 1, :]).sum(-1, keepdim=True)",
        "(q * k[..., j : j + 1, :]).sum(-1)",
        id="an axis that is not kept",
    ),
    pytest.param(
        "adamw", "unbiased_means", 'g["betas"][1]', 'g["params"][1]', id="a key of a group"
    ),
    pytest.param(
        "rmsprop",
        "functional",
        "if slot[0].grad is not None:",
        "if True:",
        id="a question that is not asked",
    ),
    pytest.param(
        "kaiming_init",
        "data",
        "torch.randn_like(module.weight)",
        "torch.randn_like(fan_in.weight)",
        id="on the line itself, whose number is right",
    ),
]
LOOP = """
def f(model, loader):
    losses, hits = [], []
    for x, y in loader:
        losses.append(model(x))
        y = x
    return sum(losses) / max(hits)
"""
TEXT = """
class Part:
    def __init__(self, width):
        wide = width * 2
        self.layers = []
        for size in (width, wide):
            self.layers.append(size)
        self.other = 3

    def forward(self, x):
        unused = 1
        for layer in self.layers:
            x = x + layer
        return x


class Whole:
    def __init__(self, size):
        self.part = Part(size)

    def forward(self, x):
        y = self.part(x)
        return y
"""


@pytest.mark.parametrize(("kata_id", "attempt", "old", "new"), MISTAKES)
def test_the_line_of_a_mistake_is_found(kata_id: str, attempt: str, old: str, new: str) -> None:
    assert_found(kata_id, attempt, old, new)


def test_a_loop_that_does_not_fill_a_list_is_named() -> None:
    assert unfilled(LOOP, 7) == ("hits", 5, 6)
    assert unfilled(LOOP.replace("y = x", "hits.append(x)"), 7) is None
    text, place = planted(
        "evaluate", "inference_mode", "hits.append(logits.max(1).indices.eq(y))", "pass"
    )
    _, departure = judged(kata("evaluate"), text)
    assert departure is not None
    assert "nothing is added to hits" in departure.message
    assert departure.line <= place <= (departure.end_line or departure.line)


def line(words: str) -> int:
    """The line of TEXT that says something."""
    return next(i for i, text in enumerate(TEXT.splitlines(), 1) if words in text)


def test_the_way_back_goes_through_calls_and_attributes_to_what_was_handed_over() -> None:
    found = way_back(TEXT, [line("x = x + layer"), line("y = self.part(x)")])
    assert found[0] == line("x = x + layer")
    wanted = ["y = self.part(x)", "self.layers.append", "wide = width", "self.part = Part"]
    assert {line(words) for words in wanted} <= set(found)
    assert line("unused = 1") not in found
    assert line("self.other = 3") not in found


def test_what_adds_to_a_part_comes_before_where_it_is_made() -> None:
    made = line("self.layers = []")
    found = way_back(TEXT, [line("x = x + layer")], [made])
    assert found[:2] == [line("self.layers.append"), made]
