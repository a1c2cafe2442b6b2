"""Values on the way that the reference has not, though what is made of them is right."""

import pytest
from grading_here import assert_found, judged, kata, planted

from torchkata.contracts import Departure

SCALED = "self.proj(out)\n"
BLOCK = "self.resid_dropout(self.c_proj(y))"
MERGED = "y.transpose(1, 2).contiguous().view(B, T, C)"
UNSCALED = "self.tgt_embed(tgt) * math.sqrt(self.dim)"
LOWER = "torch.tril(torch.ones(n, n, device=tgt.device))"
UNIT_TEXT = "        txt = txt / txt.norm(dim=1, keepdim=True)\n"


def found(name: str, text: str) -> Departure:
    """The line that is named."""
    _, departure = judged(kata(name), text)
    assert departure is not None
    return departure


def test_three_right_frequencies_are_not_blamed() -> None:
    old = "h = self.stem(x)"
    assert_found("unet", "dicts_of_stages", old, "h = F.silu(self.stem(x))")


def test_numbers_on_the_way_to_what_is_right_are_not_blamed() -> None:
    text, line = planted("nanogpt", "dicts_of_modules", MERGED, "y.contiguous().view(B, T, C)")
    assert found("nanogpt", text).line == line


def test_a_part_that_hands_on_what_it_has_made_is_not_idle() -> None:
    text, _ = planted("nanogpt", "dicts_of_modules", BLOCK, "self.c_proj(y)")
    assert "changes nothing" not in found("nanogpt", text).message


def test_what_was_right_once_in_a_line_is_no_proof_against_it() -> None:
    text, _ = planted("transformer", "annotated", UNSCALED, "self.tgt_embed(tgt)")
    departure = found("transformer", text)
    assert not departure.verified or "tgt_embed(tgt)" in text.splitlines()[departure.line - 1]


def test_a_mask_turned_over_is_found_where_it_is_made() -> None:
    assert_found("transformer", "annotated", LOWER, LOWER.replace("tril", "triu"))


def test_a_step_is_missing_where_the_value_is_given_to() -> None:
    text, line = planted("clip", "sequential_towers", UNIT_TEXT, "")
    departure = found("clip", text)
    assert departure.verified
    assert departure.line <= line <= (departure.end_line or departure.line)
    assert "right so far" in departure.message


def test_a_factor_is_told_in_another_layout_too() -> None:
    text, line = planted("spatial_attention", "both_scaled", SCALED, "0.5 * " + SCALED)
    departure = found("spatial_attention", text)
    assert departure.line == line
    assert departure.message == "the value here is 2 times too small"


def test_a_part_that_is_given_another_layout_is_not_called_built_otherwise() -> None:
    old = "out = out.reshape(b, c, h, w)"
    text, line = planted("spatial_attention", "both_scaled", old, f"{old[:-5]}w, h).mT")
    departure = found("spatial_attention", text)
    assert departure.line <= line <= (departure.end_line or departure.line)
    assert "built otherwise" not in departure.message


@pytest.mark.parametrize("heads", ["heads=1", "heads=2"])
def test_what_differs_is_shown_where_it_is_no_rounding(heads: str) -> None:
    text, _ = planted("unet", "dicts_of_stages", "heads=4", heads)
    failure, _ = judged(kata("unet"), text)
    assert failure is not None
    assert failure.values is not None
    expected = failure.values.expected
    assert (failure.values.actual - expected).abs().max() > 1e-4 * expected.abs().max()
