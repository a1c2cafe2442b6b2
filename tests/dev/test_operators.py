"""Each operator makes the mistake it is named for."""

import pytest

from torchkata.source.mutation import mutants
from torchkata.source.mutation.mutants import candidates
from torchkata.source.mutation.operators import OPERATORS

CASES = [
    ("drop-operand", "return q @ k * d**-0.5", "return q @ k"),
    ("drop-operand", "return x + f(x)", "return f(x)"),
    ("swap-operator", "return x + f(x)", "return x - f(x)"),
    ("swap-operands", "return q @ k", "return k @ q"),
    ("swap-operands", "return x1 - x0", "return x0 - x1"),
    ("power", "return q * d**-0.5", "return q * (d ** (-1))"),
    ("power", "return c.pow(2).mean()", "return c.mean()"),
    ("root", "return c / torch.sqrt(v)", "return c / v"),
    ("eps-place", "return torch.sqrt(v + eps)", "return torch.sqrt(v) + eps"),
    ("eps-place", "return s.sqrt() + eps", "return (s + eps).sqrt()"),
    ("negation", "return x.masked_fill(~mask, 0.0)", "return x.masked_fill(mask, 0.0)"),
    ("comparison", "y = 1 if x is None else 2", "y = 1 if x is not None else 2"),
    ("off-by-one", "return x[:, 3]", "return x[:, 4]"),
    ("off-by-one", "return x.sum(-1)", "return x.sum(-2)"),
    ("constant", "return 0.5 * x", "return 0.05 * x"),
    ("boolean", "return x.sum(0, keepdim=True)", "return x.sum(0, keepdim=False)"),
    ("mask-value", 'return x.masked_fill(m, float("-inf"))', "return x.masked_fill(m, -1e9)"),
    ("mask-axes", "return m[:, None, None, :]", "return m[:, None, :, None]"),
    ("triangle", "return m.tril()", "return m.tril(1)"),
    ("triangle", "return m[:L, :L]", "return m[-L:, -L:]"),
    (
        "head-layout",
        "return x.view(B, L, h, d).transpose(1, 2)",
        "return x.reshape(B, L, d, h).permute(0, 3, 1, 2)",
    ),
    ("view-for-transpose", "return x.transpose(1, 2)", "return x.reshape(x.transpose(1, 2).shape)"),
    (
        "view-for-transpose",
        "return x.transpose(1, 2).reshape(B, L, D)",
        "return x.reshape(B, L, D)",
    ),
    ("repeat", "return x.expand(B, -1, -1)", "return x.repeat(B, 1, 1)"),
    ("repeat", "return x.repeat_interleave(3, dim=1)", "return torch.cat([x] * 3, dim=1)"),
    ("transpose", "return k.transpose(-2, -1)", "return k"),
    ("dim", "return x.softmax(dim=-1)", "return x.softmax(dim=0)"),
    ("dim", "return x.mean(dim=(0, 2, 3))", "return x.mean(dim=(2, 3))"),
    ("slice", "return m[:, :L]", "return m[:, :L - 1]"),
    ("unpack-order", "q, k = x.chunk(2)", "k, q = x.chunk(2)"),
    ("list-order", "return torch.cat([c, x], dim=1)", "return torch.cat([x, c], dim=1)"),
    ("squeeze", "return x.squeeze(-1)", "return x.squeeze()"),
    ("contiguous", "return x.reshape(2, 3)", "return x.view(2, 3)"),
    ("keyword-dropped", "return x.var(0, unbiased=False)", "return x.var(0)"),
    ("swap-arguments", "return nn.Linear(a, b)", "return nn.Linear(b, a)"),
    ("function", "return x.mean(dim=0)", "return x.sum(dim=0)"),
    ("function", "return x.softmax(dim=0)", "return x.log_softmax(dim=0)"),
    ("unstable", "return x.logsumexp(dim=-1)", "return x.exp().sum(dim=-1).log()"),
    ("call-dropped", "return torch.tanh(x)", "return x"),
    ("call-dropped", "return x.clamp_min(eps)", "return x"),
    ("range", "for i in range(n): x = x + i", "for i in range(n + 1): x = x + i"),
    ("branch", "y = a if p else b", "y = b"),
    ("bias", "y = nn.Linear(a, b)", "y = nn.Linear(a, b, bias=False)"),
    ("activation", "y = nn.GELU()", "y = nn.GELU(approximate='tanh')"),
    ("activation", "return F.silu(x)", "return F.gelu(x)"),
    ("norm", "y = nn.LayerNorm(d)", "y = nn.RMSNorm(d)"),
    ("norm-place", "return x + self.f(self.norm(x))", "return self.norm(x + self.f(x))"),
    ("registration", "self.w = nn.Parameter(t)", "self.w = t"),
    ("registration", 'self.register_buffer("m", t)', "self.m = t"),
    ("dropout", "return self.dropout(x)", "return x"),
    ("dropout", "return self.dropout(x)", "return self.dropout(self.dropout(x))"),
    ("dropout-rate", "y = nn.Dropout(p)", "y = nn.Dropout(1 - p)"),
    ("dropout-place", "return self.dropout(p @ v)", "return self.dropout(p) @ v"),
    ("train-mode", "return x if self.training else y", "return x if not self.training else y"),
    ("detach", "y = x * 2", "y = (x * 2).detach()"),
    ("in-place", "x = x + y", "x += y"),
    ("no-grad", "with torch.no_grad(): y = x", "with torch.enable_grad(): y = x"),
    ("delete-statement", "x = x + 1", "pass"),
    ("wrong-variable", "return q @ k", "return k @ k"),
]


def mutated(line: str, operator: str) -> list[str]:
    """What an operator makes of the last line of a method."""
    head = "class Model:\n    def forward(self, x, q, k):\n        "
    own = (mutant for mutant in candidates(head + line + "\n") if mutant.operator == operator)
    return [mutant.text.removeprefix(head).strip() for mutant in own]


@pytest.mark.parametrize(("operator", "before", "after"), CASES, ids=lambda value: value[:40])
def test_an_operator_makes_its_mistake(operator: str, before: str, after: str) -> None:
    assert after in mutated(before, operator)


def test_every_operator_has_a_mistake_here() -> None:
    elsewhere = {"swap-statements", "data", "wrong-attribute", "string-key"}
    assert {operator for operator, _, _ in CASES} | elsewhere == set(OPERATORS)


def test_two_steps_change_places() -> None:
    text = "def f(x):\n    y = x.softmax(-1)\n    y = self.dropout(y)\n    return y\n"
    swapped = [m.text for m in mutants(text) if m.operator == "swap-statements"]
    assert "    y = self.dropout(x)\n    y = y.softmax(-1)\n" in swapped[0]


def test_data_is_taken_of_parameters_only() -> None:
    text = (
        "class Model:\n    def __init__(self):\n        self.w = nn.Parameter(t)\n"
        "        self.n = 3\n    def forward(self, x):\n        return x @ self.w * self.n\n"
    )
    assert [m.after for m in mutants(text) if m.operator == "data"] == ["self.w.data"]


def test_another_layer_of_the_same_kind_is_used() -> None:
    text = (
        "class Model:\n    def __init__(self):\n        self.a = nn.Linear(2, 3)\n"
        "        self.b = nn.Linear(2, 3)\n        self.c = nn.GELU()\n"
        "    def forward(self, x):\n        return self.a(x)\n"
    )
    found = [m.after for m in mutants(text) if m.operator == "wrong-attribute"]
    assert found == ["self.b"]


def test_another_key_of_the_same_dict_is_read() -> None:
    text = "class A:\n    def f(self, group):\n        return group['lr'] * group['eps']\n"
    found = [m.after for m in mutants(text) if m.operator == "string-key"]
    assert found == ["'eps'", "'lr'"]
