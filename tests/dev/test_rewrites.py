"""Each rewrite finds its pattern, keeps the function's meaning, and leaves the rest."""

import ast

import pytest

from torchkata.source.mutation import variants

MODEL = """
class Model(nn.Module):
    def __init__(self, d: int, e: int, bias: bool = True) -> None:
        super().__init__()
        self.n_heads = 2
        self.q_proj = nn.Linear(d, e)
        self.k_proj = nn.Linear(d, e)
        self.register_buffer("causal", t, persistent=False)
        self.dropout = nn.Dropout(0.1)
        self.out_proj = nn.Linear(e, d, bias=bias)

    def forward(self, x: Tensor) -> Tensor:
        q = self.q_proj(x)
        k = self.k_proj(x)
        q = q.view(B, L, self.n_heads, 3).transpose(1, 2)
        scores = q @ k.transpose(-2, -1) * e**-0.5
        scores = scores.masked_fill(self.causal, -1.0)
        out = scores.softmax(dim=-1).transpose(1, 2).reshape(B, L, D)
        return self.out_proj(self.dropout(out))
"""
EXPECTED = {
    "attributes-renamed": ["self.part_1 = nn.Linear(d, e)", "register_buffer('part_3'"],
    "locals-renamed": ["value_0 = self.q_proj(x)"],
    "layers-wrapped": ["self.q_proj = nn.Sequential(nn.Linear(d, e))"],
    "siblings-fused": [
        "self.fused = nn.Linear(d, e + e, bias=True)",
        "q, k = self.fused(x).split(self.fused_widths, dim=-1)",
    ],
    "linears-split": [
        "self.q_proj_low = nn.Linear(d, e // 2, bias=True)",
        "torch.cat([self.q_proj_low(x), self.q_proj_high(x)], dim=-1)",
    ],
    "linear-as-parameter": [
        "self.q_proj_matrix = nn.Parameter(torch.randn(d, e) * 0.1)",
        "x @ self.q_proj_matrix + self.q_proj_vector",
        "self.out_proj_vector = nn.Parameter(torch.zeros(d)) if bias else None",
    ],
    "linear-as-einsum": ["torch.einsum('...i,oi->...o', x, self.q_proj.weight)"],
    "linear-as-function": ["torch.matmul(x, self.q_proj.weight.t())"],
    "matmul-as-einsum": ["torch.einsum('...ij,...jk->...ik', q, k.transpose(-2, -1))"],
    "matmul-as-function": ["torch.matmul(q, k.transpose(-2, -1))"],
    "view-as-reshape": ["q.reshape(B, L, self.n_heads, 3)"],
    "reshape-as-view": ["transpose(1, 2).contiguous().view(B, L, D)"],
    "methods-as-functions": ["torch.softmax(scores, dim=-1)", "torch.masked_fill(scores"],
    "methods-as-functional": ["torch.nn.functional.softmax(scores, dim=-1)"],
    "transpose-as-permute": ["q.view(B, L, self.n_heads, 3).permute(0, 2, 1, 3)"],
    "transpose-as-mt": ["k.mT"],
    "transpose-as-swapaxes": ["k.swapaxes(-1, -2)"],
    "heads-dealt-out": ["q.view(B, L, 3, self.n_heads).permute(0, 3, 1, 2)"],
    "fill-as-where": ["torch.where(self.causal, -1.0, scores)"],
    "keywords-as-positions": ["scores.softmax(-1)"],
    "positions-as-keywords": ["nn.Linear(in_features=d, out_features=e)", "nn.Dropout(p=0.1)"],
    "power-as-division": ["q @ k.transpose(-2, -1) / e ** 0.5"],
    "operands-exchanged": ["e ** (-0.5) * (q @ k.transpose(-2, -1))"],
    "buffers-saved-or-not": ["self.register_buffer('causal', t)"],
    "dropout-as-function": [
        "self.dropout_rate = 0.1",
        "nn.functional.dropout(out, p=self.dropout_rate, training=self.training)",
    ],
    "result-named": ["result = self.out_proj(self.dropout(out))"],
}


def rewritten(text: str, *, buffers: tuple[str, ...] = ()) -> dict[str, str]:
    return {v.id: v.text for v in variants(text, "Model", buffers)}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_rewrite_finds_its_pattern(name: str) -> None:
    text = rewritten(MODEL)[name]
    ast.parse(text)
    missing = [part for part in EXPECTED[name] if part not in text]
    assert not missing, text


def test_layers_are_registered_last_to_first() -> None:
    text = rewritten(MODEL)["registered-in-reverse"]
    places = [text.index(f"self.{name} =") for name in ("out_proj", "dropout", "k_proj", "q_proj")]
    assert places == sorted(places)


def test_layers_whose_arguments_are_made_between_them_keep_their_order() -> None:
    text = MODEL.replace(
        "        self.k_proj = nn.Linear(d, e)",
        "        e = 2 * d\n        self.k_proj = nn.Linear(d, e)",
    )
    assert "registered-in-reverse" not in rewritten(text)


def test_what_one_layer_makes_is_cut_in_another_order() -> None:
    text = "class Model:\n    def forward(self, x):\n        q, k = self.qk(x).chunk(2, dim=-1)\n"
    assert "k, q = self.qk(x)" in rewritten(text)["chunks-reordered"]


def test_names_that_belong_to_the_contract_are_kept() -> None:
    found = rewritten(MODEL, buffers=("causal",))
    assert "buffers-saved-or-not" not in found
    assert "register_buffer('causal'" in found["attributes-renamed"]


def test_layers_that_read_different_inputs_are_not_fused() -> None:
    text = MODEL.replace("self.k_proj(x)", "self.k_proj(y)")
    assert "siblings-fused" not in rewritten(text)


def test_layers_with_different_bias_are_not_fused() -> None:
    text = MODEL.replace("self.k_proj = nn.Linear(d, e)", "self.k_proj = nn.Linear(d, e, False)")
    assert "siblings-fused" not in rewritten(text)


def test_a_layer_whose_weight_is_used_elsewhere_stays_a_layer() -> None:
    text = MODEL.replace("k = self.k_proj(x)", "k = self.k_proj(x) + self.q_proj.weight.sum()")
    assert "self.q_proj = nn.Linear(d, e)" in rewritten(text)["linear-as-parameter"]


def test_torch_is_imported_where_a_rewrite_needs_it() -> None:
    assert "import torch\n" in rewritten(MODEL)["matmul-as-function"]


def test_nothing_to_rewrite_gives_no_variant() -> None:
    assert rewritten("def f(x): pass\n") == {}
