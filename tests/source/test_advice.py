"""Every rule of advice finds its mistake, and leaves alone what only looks like it."""

import ast
import os
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from torchkata.catalog import kata_folders, load, reference_text
from torchkata.contracts import Advice, Kata, Signature, Weight
from torchkata.source import LEVELS, advice, scaffold, signature
from torchkata.source.advice import RULES

ATTEMPTS = Path(__file__).parents[1] / "attempts"
KATAS = load(kata_folders(os.environ))
HEAD = "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n"
CALLED = Signature(
    "Net",
    "class",
    ("__init__(self, dim: int) -> None", "forward(self, x: Tensor, mask=None) -> Tensor"),
    "",
)


def net(init: str = "", forward: str = "return x", *, more: str = "", base: str = "(nn.Module)"):
    """A module from the bodies of its two methods."""
    lines = [f"class Net{base}:"]
    if init:
        lines += ["    def __init__(self, dim):"]
        lines += [f"        {line}" for line in init.split("; ")]
    if forward:
        lines += ["    def forward(self, x, mask=None):"]
        lines += [f"        {line}" for line in forward.split("; ")]
    lines += [f"    {line}" for line in more.splitlines()]
    return HEAD + "\n".join(lines) + "\n"


SUPER = "super().__init__(); "
# A rule: texts that it finds something in, texts in which it finds nothing.
CASES: dict[str, tuple[list[str], list[str]]] = {
    "no-module": (
        [net("self.a = nn.Linear(2, 2)", "return self.a(x)", base="")],
        [net(SUPER + "self.a = nn.Linear(2, 2)", "return self.a(x)"), net("self.a = 1", base="")],
    ),
    "no-super": (
        [
            net("self.a = nn.Linear(2, 2)", "return self.a(x)"),
            net("self.register_buffer('a', torch.ones(2))", "return self.a * x"),
        ],
        [
            net(SUPER + "self.a = nn.Linear(2, 2)", "return self.a(x)"),
            net("nn.Module.__init__(self); self.a = nn.Linear(2, 2)", "return self.a(x)"),
            net("self.dim = dim", "return self.dim * x"),
        ],
    ),
    "defined-twice": (
        [
            net("super().__init__()") + "\n\nclass Net(nn.Module):\n    pass\n",
            net(more="def forward(self, x):\n    return x\n"),
            "def f(x):\n    return x\n\ndef f(x, y):\n    return y\n",
        ],
        [
            net("super().__init__()") + "\n\nclass Other(Net):\n    pass\n",
            net(
                more="@property\ndef a(self):\n    return 1\n@a.setter\ndef a(self, x):\n    pass\n"
            ),
            "if a:\n    def f(x):\n        return x\nelse:\n    def f(x):\n        return -x\n",
        ],
    ),
    "hidden-layer": (
        [
            net(SUPER + "self.to = nn.Linear(2, 2)", "return self.to(x)"),
            net(SUPER + "self.type, self.b = nn.Linear(2, 2), 1", "return self.type(x)"),
        ],
        [
            net(SUPER + "self.half = 3", "return self.half * x"),
            net(SUPER + "self.to_out = nn.Linear(2, 2)", "return self.to_out(x)"),
        ],
    ),
    "late-super": (
        [net("self.a = nn.Linear(2, 2); super().__init__()", "return self.a(x)")],
        [net("self.dim = dim; super().__init__(); self.a = nn.Linear(2, 2)", "return self.a(x)")],
    ),
    "misspelt-init": (
        [net(more="def __int__(self):\n    self.a = 1\n")],
        [net("super().__init__()"), net(more="def __len__(self):\n    return 1\n")],
    ),
    "no-forward": (
        [net("super().__init__()", ""), net("", "", more="def forwad(self, x):\n    return x\n")],
        [
            net("super().__init__()"),
            HEAD + "class Net(nn.Sequential):\n    pass\n",
            net("super().__init__()", "").replace("Net", "Base")
            + "\nclass Net(Base):\n    def forward(self, x, mask=None):\n        return x\n",
        ],
    ),
    "no-return": (
        [
            net(forward="y = x + 1"),
            net(forward="return self.a(x)", more="def a(self, x):\n    x * 2\n"),
            HEAD + "def half(x):\n    x / 2\n\ndef f(x):\n    return half(x)\n",
        ],
        [
            net(forward="if mask is None:;     return x; return x * mask"),
            net(forward="raise ValueError"),
            net(forward="yield x"),
            net(forward="self.note(x); return x", more="def note(self, x):\n    print(x)\n"),
        ],
    ),
    "open": (
        [
            net(forward="..."),
            net(forward="y = ...; return y"),
            net(forward="raise NotImplementedError"),
        ],
        [net(), net(more="def extra_repr(self):\n    pass\n"), net(forward="return x[..., 0]")],
    ),
    "signature": (
        [net().replace("x, mask=None", "x"), net().replace("x, mask=None", "x, mask, more")],
        [net(), net().replace("x, mask=None", "x, *rest"), net().replace("x,", "inputs,")],
    ),
    "never-set": (
        [
            net(SUPER + "self.q_proj = nn.Linear(2, 2)", "return self.q_prj(x) + self.q_proj(x)"),
            net(SUPER + "heads = dim", "return x * self.heads"),
        ],
        [
            net(SUPER + "self.a, self.b = dim, 1", "return x * self.a * self.b * self.training"),
            net(SUPER + "self.register_buffer('a', torch.ones(2))", "return x * self.a"),
            net(SUPER + "setattr(self, f'a{dim}', 1)", "return x * self.a1"),
            net(SUPER + "self.__dict__.update(a=1)", "return x * self.a"),
            net(forward="return x * self.a", more="a = 2\n"),
            net(forward="return x * self.a if hasattr(self, 'a') else x"),
            net(forward="return x * self.a", base="(Unknown, nn.Module)").replace(
                "class", "from unknown import Unknown\nclass"
            ),
        ],
    ),
    "undefined-name": (
        [
            net(forward="return math.sqrt(2) * x"),
            net(SUPER + "self.heads = dim", "return x * heads * self.heads"),
            net(forward="scores = x; return scroes"),
            net().replace("from torch import nn\n", ""),
        ],
        [
            net(forward="return [y * k for y in x for k in range(2)]"),
            net(forward="global seen; seen = x; return seen"),
            "from torch import *\n" + net(forward="return ones(2)"),
            net(forward="f = lambda y: y + x; return f(x) if (z := x) is not None else z"),
            "import torch\ntry:\n    unknown\nexcept NameError:\n    pass\n",
        ],
    ),
    "list-of-layers": (
        [
            net(SUPER + "self.a = [nn.Linear(2, 2) for _ in range(3)]", "return self.a[0](x)"),
            net(SUPER + "self.a = {'q': nn.Linear(2, 2)}", "return self.a['q'](x)"),
        ],
        [
            net(SUPER + "self.a = nn.ModuleList([nn.Linear(2, 2)])", "return self.a[0](x)"),
            net(SUPER + "self.a = [nn.ReLU()]; self.b = [1, 2]", "return self.a[0](x) * self.b[0]"),
        ],
    ),
    "repeated-layer": (
        [net(SUPER + "self.a = nn.Sequential(*[nn.Linear(2, 2)] * 3)", "return self.a(x)")],
        [
            net(SUPER + "self.a = nn.Sequential(*[nn.ReLU()] * 3)", "return self.a(x)"),
            net(forward="return x.repeat([1] * 3)"),
        ],
    ),
    "plain-tensor": (
        [net(SUPER + "self.a = torch.ones(2)", "return self.a * x")],
        [
            net(SUPER + "self.a = nn.Parameter(torch.ones(2))", "return self.a * x"),
            net(SUPER + "self.register_buffer('a', torch.ones(2))", "return self.a * x"),
            net(SUPER + "a = torch.ones(2); self.n = len(a)", "return self.n * x"),
        ],
    ),
    "unused-layer": (
        [net(SUPER + "self.a = nn.Linear(2, 2)"), net(SUPER + "self.drop = nn.Dropout(0.1)")],
        [
            net(SUPER + "self.a = nn.Linear(2, 2)", "return self.a(x)"),
            net(SUPER + "self.a = nn.Linear(2, 2)", "return getattr(self, 'a')(x)"),
            net(
                SUPER + "self.a = nn.Linear(2, 2)",
                "for m in self.children():;     x = m(x); return x",
            ),
            net(SUPER + "self.n = dim"),
        ],
    ),
    "layer-in-forward": (
        [net(forward="return nn.Linear(2, 2)(x)"), net(forward="w = nn.Parameter(x); return w")],
        [net(forward="return nn.ReLU()(x)"), net(forward="return F.linear(x, x)")],
    ),
    "softmax-axis": (
        [
            net(forward="return F.softmax(x)"),
            net(forward="return x.softmax()"),
            net(SUPER + "self.a = nn.Softmax()", "return self.a(x)"),
        ],
        [
            net(forward="return F.softmax(x, -1) + x.softmax(dim=0) + torch.softmax(x, dim=1)"),
            net(SUPER + "self.softmax = nn.Softmax(dim=-1)", "return self.softmax(x)"),
            HEAD + "def softmax(x):\n    return x\n\ndef f(x):\n    return softmax(x)\n",
        ],
    ),
    "view-after-swap": (
        [
            net(forward="return x.transpose(1, 2).view(2, 6)"),
            net(forward="x = x.permute(0, 2, 1); return x.view(2, 6)"),
            net(forward="return x.transpose(1, 2).view(2, 3, -1)"),
            net(forward="return x.T.view(-1)"),
            net(forward="return x.permute((0, 2, 4, 3, 5, 1)).view(2, 4, -1)"),
        ],
        [
            net(forward="return x.view(2, 6).transpose(1, 2)"),
            net(forward="return x.transpose(1, 2).contiguous().view(2, 6)"),
            net(forward="x = x.permute(0, 2, 1); x = x.contiguous(); return x.view(2, 6)"),
            net(forward="b, c, h, w = x.shape; return x.transpose(1, 2).view(b, c, h, w)"),
            net(forward="return x.permute(0, 2, 3, 1).view(2, -1, 6)"),
            net(forward="return x.movedim(-1, 0).view(3, -1)"),
            net(forward="return x.transpose(1, 2).view(*self.shape)"),
            net(forward="return x.transpose(1, 2).view(x.dtype)"),
        ],
    ),
    "lost-result": (
        [
            net(forward="x.transpose(1, 2); return x"),
            net(forward="x.masked_fill(mask, 0); return x"),
        ],
        [
            net(forward="x = x.transpose(1, 2); return x"),
            net(forward="x.mul_(2); return x"),
            net(forward="self.log(x); return x", more="def log(self, x):\n    print(x)\n"),
        ],
    ),
    "float-size": (
        [
            net(SUPER + "self.a = nn.Linear(dim, dim / 2)", "return self.a(x)"),
            net(SUPER + "self.d = dim / 2", "return x.view(2, self.d)"),
        ],
        [
            net(SUPER + "self.a = nn.Linear(dim, dim // 2)", "return self.a(x)"),
            net(SUPER + "self.a = nn.Linear(dim, int(dim / 2))", "return self.a(x)"),
            net(SUPER + "self.scale = 1 / dim", "return x * self.scale"),
        ],
    ),
    "dropout-in-eval": (
        [net(forward="return F.dropout(x, 0.1)")],
        [
            net(forward="return F.dropout(x, 0.1, self.training)"),
            net(forward="return F.dropout(x, p=0.1, training=self.training)"),
            net(forward="return F.dropout(x, 0.1) if self.training else x"),
        ],
    ),
    "softmax-twice": (
        [net(forward="return F.cross_entropy(x.softmax(-1), mask)")],
        [net(forward="return F.cross_entropy(x, mask)")],
    ),
    "forward-called": (
        [net(SUPER + "self.a = nn.ReLU()", "return self.a.forward(x)")],
        [net(forward="return super().forward(x)"), net(forward="return self(x)")],
    ),
    "born-on-cpu": (
        [
            net(forward="return x + torch.arange(3)"),
            net(forward="return torch.ones(2, 2).tril() * x"),
        ],
        [
            net(forward="return x + torch.arange(3, device=x.device)"),
            net(forward="return x + torch.arange(3).to(x)"),
            net(forward="return x + torch.zeros_like(x)"),
            net(SUPER + "self.register_buffer('a', torch.ones(2))", "return x * self.a"),
        ],
    ),
    "squeezed-all": (
        [net(forward="return x.squeeze()"), net(forward="return torch.squeeze(x)")],
        [net(forward="return x.squeeze(-1) + torch.squeeze(x, dim=0)")],
    ),
}
FINDS = [(rule, text) for rule, (bad, _) in CASES.items() for text in bad]
LEAVES = [(rule, text) for rule, (_, good) in CASES.items() for text in good]


def rules_in(text: str) -> set[str]:
    ast.parse(text)
    return {one.rule for one in advice(text, "Net", CALLED)}


@pytest.mark.parametrize(("rule", "text"), FINDS)
def test_a_mistake_is_found(rule: str, text: str) -> None:
    assert rule in rules_in(text)


@pytest.mark.parametrize(("rule", "text"), LEAVES)
def test_what_only_looks_like_it_is_left_alone(rule: str, text: str) -> None:
    assert rule not in rules_in(text)


SWAPPED = st.one_of(
    st.permutations(range(4)).map(lambda axes: f"permute{tuple(axes)}"),
    st.builds(
        "{}({}, {})".format,
        st.sampled_from(["transpose", "swapaxes", "movedim"]),
        st.integers(-3, 3),
        st.integers(-3, 3),
    ),
)


@given(SWAPPED, st.lists(st.booleans(), min_size=3, max_size=3), st.booleans())
def test_a_view_that_is_advised_against_fails(swap: str, joins: list[bool], is_of_old: bool):
    x = torch.zeros(2, 3, 5, 7)
    swapped = eval(f"x.{swap}", {"x": x})
    sizes = list(x.shape if is_of_old else swapped.shape)
    for place in reversed([i for i, join in enumerate(joins) if join]):
        sizes[place : place + 2] = [sizes[place] * sizes[place + 1]]
    is_advised = "view-after-swap" in rules_in(net(forward=f"return x.{swap}.view{tuple(sizes)}"))
    if is_advised and sizes != list(swapped.shape):
        with pytest.raises(RuntimeError):
            swapped.view(sizes)


def test_there_are_as_many_rules_as_promised() -> None:
    assert len(CASES) == len(RULES) >= 20


RIGHT = [(kata, path) for kata in KATAS for path in sorted((ATTEMPTS / kata.id).glob("right_*.py"))]
DESERVED = {  # parameters that these files say themselves to be of no use
    ("right_mlp_in_halves.py", "unused-layer"),
    ("right_idle_complex_parameter.py", "unused-layer"),
}


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.id)
def test_right_attempts_and_the_reference_need_no_advice(kata: Kata) -> None:
    reference = reference_text(kata)
    asked = signature(reference, kata.target)
    assert advice(reference, kata.target, asked) == ()
    for other, path in RIGHT:
        if other is kata:
            given_ = advice(path.read_text(encoding="utf-8"), kata.target, asked)
            assert {(path.name, one.rule) for one in given_} <= DESERVED


@pytest.mark.parametrize("level", LEVELS)
def test_a_new_practice_file_is_at_most_open(level: str) -> None:
    for kata in KATAS:
        reference = reference_text(kata)
        text = scaffold(kata, reference, level)
        found = advice(text, kata.target, signature(reference, kata.target))
        assert {one.rule for one in found} <= {"open"}, kata.id


def test_advice_names_its_line_and_what_may_be_meant() -> None:
    text = net(SUPER + "self.q_proj = nn.Linear(2, 2)", "return self.q_prj(x) + self.q_proj(x)")
    assert advice(text, "Net", CALLED) == (
        Advice(
            10,
            "self.q_prj is never set; did you mean self.q_proj?",
            "never-set",
            Weight.CANNOT_WORK,
        ),
    )


def test_the_weightiest_comes_first() -> None:
    text = net(SUPER + "self.a = torch.ones(2)", "x = x.squeeze(); return x * self.a * self.b")
    assert [one.rule for one in advice(text, "Net")] == [
        "never-set",
        "plain-tensor",
        "squeezed-all",
    ]


@given(st.text(max_size=60))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    advice(text, "f")
    advice(f"def f(x):\n    {text}\n", "f")


def test_what_is_not_used_yet_may_be_used_where_it_is_open() -> None:
    text = net(SUPER + "self.a = nn.Linear(2, 2)", "return ...")
    assert rules_in(text) == {"open"}


def test_code_nested_beyond_reason_gets_no_advice() -> None:
    assert advice("x = " + "-" * 3000 + "1\n", "x") == ()
