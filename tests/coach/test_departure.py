"""Planted mistakes are found on their line; where outputs agree nothing is blamed."""

from pathlib import Path

import pytest
from grading_here import judged, kata

from torchkata.catalog import reference_text
from torchkata.contracts import Departure

ATTEMPTS = Path(__file__).parents[1] / "attempts"
CROSS = """import torch
from torch import nn


class CrossAttention(nn.Module):
    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        self.heads = n_heads
        self.to_q = nn.Linear(img_dim, img_dim)
        self.to_kv = nn.Linear(txt_dim, 2 * img_dim)
        self.to_out = nn.Linear(img_dim, img_dim)
        self.drop = nn.Dropout(p_dropout or 0.0)

    def split(self, x):
        B, L, D = x.shape
        return x.reshape(B, L, self.heads, D // self.heads).permute(0, 2, 1, 3)

    def forward(self, img_toks, txt_toks, attn_mask=None):
        q = self.split(self.to_q(img_toks))
        k, v = map(self.split, self.to_kv(txt_toks).chunk(2, dim=-1))
        scores = torch.einsum("bhpd,bhld->bhpl", q, k)
        scores = scores / q.shape[-1] ** 0.5
        if attn_mask is not None:
            hidden = ~attn_mask[:, None, None, :]
            scores = scores.masked_fill(hidden, float("-inf"))
        out = self.drop(scores.softmax(dim=-1) @ v)
        out = out.transpose(1, 2).flatten(2)
        return self.to_out(out)
"""
MISTAKES = {
    "no scale": ("scores / q.shape[-1] ** 0.5", "scores", 22, "times too large"),
    "wrong axis": ("softmax(dim=-1)", "softmax(dim=-2)", 26, ""),
    "mask inverted": ("~attn_mask[", "attn_mask[", 24, ""),
    "heads not merged": ("out.transpose(1, 2).flatten(2)", "out.reshape(img_toks.shape)", 27, ""),
    "wrong input": ("self.to_q(img_toks)", "self.to_q(img_toks * 2)", 19, ""),
    "no output map": ("return self.to_out(out)", "return out", 28, ""),
    "scaled twice": ("** 0.5", "** 1.0", 22, ""),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_in_somebody_elses_layout_is_found_on_its_line(mistake: str) -> None:
    old, new, line, words = MISTAKES[mistake]
    assert CROSS.count(old) == 1
    assert old in CROSS.splitlines()[line - 1]
    failure, departure = judged(kata("cross_attention"), CROSS.replace(old, new))
    assert failure is not None
    assert departure is not None
    assert departure.verified
    assert departure.line <= line <= (departure.end_line or departure.line)
    assert words in departure.message


@pytest.mark.parametrize("dtype", ["bfloat16", "complex128", "float16", "int32"])
def test_a_value_of_any_dtype_on_the_way_is_no_trouble(dtype: str) -> None:
    text = CROSS.replace(
        "scores.softmax(dim=-1)", f"scores.softmax(dim=-2).to(torch.{dtype}).abs().double()"
    )
    failure, departure = judged(kata("cross_attention"), text)
    assert failure is not None
    assert departure is not None


@pytest.mark.parametrize(
    ("kata_id", "attempt", "line"),
    [
        ("vit", "wrong_patches_by_hand_mean", "self.out_norm(t).mean(1)"),
        ("vit", "wrong_flat_class_token_normed_residual", "x = h + self.drop(self.mha(h))"),
        ("nanogpt", "wrong_three_linears_not_causal", "scaled_dot_product_attention"),
    ],
)
def test_a_mistake_is_found_in_a_file_of_other_layouts(
    kata_id: str, attempt: str, line: str
) -> None:
    text = (ATTEMPTS / kata_id / f"{attempt}.py").read_text()
    _, departure = judged(kata(kata_id), text)
    assert departure is not None
    assert departure.verified
    last = departure.end_line or departure.line
    assert line in "\n".join(text.splitlines()[departure.line - 1 : last])


def test_a_right_attempt_is_not_blamed() -> None:
    assert judged(kata("cross_attention"), CROSS) == (None, None)


def test_a_missing_factor_is_named_in_the_letters_of_the_kata() -> None:
    text = CROSS.replace("scores / q.shape[-1] ** 0.5", "scores")
    _, departure = judged(kata("cross_attention"), text)
    assert departure is not None
    assert "head_dim ** -0.5" in departure.message


def test_a_buffer_with_other_values_is_blamed_where_it_is_made() -> None:
    text = reference_text(kata("causal_self_attention"))
    line = next(i for i, t in enumerate(text.splitlines(), 1) if ".tril()" in t)
    _, departure = judged(kata("causal_self_attention"), text.replace(".tril()", ".triu()"))
    assert departure is not None
    assert departure.line == line
    assert "self.causal holds other values" in departure.message


def test_a_layer_that_is_built_otherwise_is_blamed_where_it_is_built() -> None:
    text = reference_text(kata("patch_embedding"))
    old = "nn.Conv2d(in_ch, embed_dim, kernel_size=patch_size, stride=patch_size"
    line = next(i for i, t in enumerate(text.splitlines(), 1) if old in t)
    _, departure = judged(kata("patch_embedding"), text.replace(old, old + ", bias=False"))
    assert departure is not None
    assert departure.line == line
    assert "self.patch_proj is built otherwise" in departure.message


def test_a_cut_gradient_is_named_where_it_is_cut() -> None:
    text = CROSS.replace("self.to_q(img_toks))", "self.to_q(img_toks)).detach()")
    failure, departure = judged(kata("cross_attention"), text)
    assert failure is not None
    assert failure.check == "gradients"
    assert departure == Departure(19, "detach cuts the gradient here", verified=True)
