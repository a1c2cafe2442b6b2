"""Records as the other rooms make them, for screens."""

from pathlib import Path

from torchkata.contracts import (
    CHECK_NAMES,
    Advice,
    Axis,
    Belt,
    Brief,
    Check,
    Departure,
    Diff,
    DiffRow,
    Explanation,
    Kata,
    Kind,
    Match,
    Operand,
    Outcome,
    PartsChecked,
    Picture,
    Raised,
    RowKind,
    Signature,
    TensorSpec,
    ValueSpec,
    Verdict,
    Weight,
)

KATA = Kata(
    id="cross_attention",
    folder=Path("katas/cross_attention"),
    title="Cross-attention",
    belt=Belt.PURPLE,
    kind=Kind.MODULE,
    target="CrossAttention",
    brief="Image tokens ask, text tokens answer: attention of img_toks over txt_toks, in heads.\n"
    "A mask says which text tokens count.",
    concepts=("attention", "masking", "heads"),
    prerequisites=("attention", "split_heads"),
    sources=("Vaswani et al., Attention Is All You Need, 2017 (arXiv:1706.03762)",),
    hints=("gentle", "closer", "near"),
    forbidden=("scaled_dot_product_attention", "MultiheadAttention"),
    sizes={"B": 2},
    build={"n_heads": ValueSpec(expression="n_heads"), "p_dropout": ValueSpec(0.1)},
    inputs={
        "img_toks": TensorSpec("float[B, P, img_dim]", "float", ("B", "P", "img_dim")),
        "attn_mask": TensorSpec("mask[B, L] | none", "mask", ("B", "L"), optional=True),
        "steps": ValueSpec(3),
    },
    outputs={"out": "float[B, P, img_dim]"},
    cases=(),
)
SOFTMAX = Kata(
    id="softmax",
    folder=Path("katas/softmax"),
    title="Stable softmax",
    belt=Belt.WHITE,
    kind=Kind.FUNCTION,
    target="softmax",
    brief="x[mask] is not markup.",
    concepts=("numerics",),
    prerequisites=(),
    sources=(),
    hints=("a", "b", "c"),
    forbidden=(),
    sizes={},
    build={},
    inputs={},
    outputs={},
    cases=(),
)
BRIEF = Brief(
    KATA,
    Signature(
        "CrossAttention",
        "class",
        (
            "__init__(self, img_dim: int, txt_dim: int, n_heads: int, p_dropout: float) -> None",
            "forward(self, img_toks: Tensor, txt_toks: Tensor, attn_mask=None) -> Tensor",
        ),
        "",
    ),
)
BRIEF_WITH_PARTS = Brief(
    SOFTMAX,
    Signature("softmax", "function", ("softmax(x: Tensor, dim: int) -> Tensor",), ""),
    (
        Signature("shifted", "function", ("shifted(x: Tensor) -> Tensor",), "(B, L) -> (B, L)"),
        Signature(
            "Attention",
            "class",
            (
                "__init__(self, dim: int, n_heads: int) -> None",
                "forward(self, x: Tensor, source: Tensor, mask: Tensor | None) -> Tensor",
            ),
            "(B, T, D), (B, S, D) -> (B, T, D)",
        ),
        Signature("Head", "class", ("forward(self, x: Tensor) -> Tensor",), ""),
    ),
)
PARTS = PartsChecked(
    "vit",
    "vit.py",
    tuple(
        Verdict("vit", "vit.py", part, outcome, "cpu", 7, 0.31, checks, part=part)
        for part, outcome, checks in (
            ("PatchEmbedding", Outcome.PASSED, ()),
            (
                "MLP",
                Outcome.FAILED,
                (Check("builds", passed=False, message="MLP's dropout defaults to 0.1"),),
            ),
        )
    ),
    ("SelfAttention", "EncoderBlock"),
    "kata hint vit",
)


def checks(first_failure: str | None, check: Check | None = None) -> tuple[Check, ...]:
    """All checks: passed up to the first failure, not reached after it."""
    index = len(CHECK_NAMES) if first_failure is None else CHECK_NAMES.index(first_failure)
    failed = () if first_failure is None else (check or Check(first_failure, passed=False),)
    return (
        *(Check(name, passed=True) for name in CHECK_NAMES[:index]),
        *failed,
        *(Check(name, passed=None) for name in CHECK_NAMES[index + 1 :]),
    )


def verdict(outcome: Outcome = Outcome.PASSED, **changed: object) -> Verdict:
    """A verdict on cross_attention.py."""
    values: dict[str, object] = {
        "kata": "cross_attention",
        "path": "cross_attention.py",
        "target": "CrossAttention",
        "outcome": outcome,
        "device": "cpu",
        "seed": 1234,
        "seconds": 0.4211,
        "checks": checks(None),
        "next_step": "kata new nanogpt_block",
    }
    return Verdict(**{**values, **changed})  # type: ignore[arg-type]


PICTURE = Picture(
    "out",
    Axis("P", 5),
    Axis("img_dim", 12),
    ((0.0,) * 12, *(tuple(round(r * c / 44, 2) for c in range(12)) for r in range(1, 5))),
    3.1,
)
WIDE = Picture("mask", None, Axis("L", 200), (tuple(c / 32 for c in range(32)),), 1.0)
EVEN = Picture("out", Axis("P", 5), Axis("img_dim", 12), (), 3.1)
WRONG_SCALE = verdict(
    Outcome.FAILED,
    checks=checks(
        "values",
        Check(
            "values",
            passed=False,
            message="values leave the reference in case generic (B=2, P=5, L=7, n_heads=3)",
            details=(
                "out (2, 5, 12): 118 of 120 elements differ",
                "worst 3.1 at [1, 2, 5], allowed 1e-09; yours 0.25, reference 3.35",
            ),
        ),
    ),
    next_step="kata hint cross_attention",
)
RAISED_MESSAGE = "calling CrossAttention raises RuntimeError: view size is not compatible"
RAISED = verdict(
    Outcome.FAILED,
    checks=checks("shapes", Check("shapes", passed=False, message=RAISED_MESSAGE)),
    departure=Departure(27, RAISED_MESSAGE),
    error=Raised(
        "calling CrossAttention raises RuntimeError",
        "RuntimeError",
        "view size is not compatible with input tensor's size and stride (at least one dimension "
        "spans across two contiguous subspaces). Use .reshape(...) instead.",
        27,
        (
            "27 │ out = out.transpose(1, 2).view(B, P, self.heads)",
            "           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
        ),
        "out.transpose(1, 2).view(B, P, self.heads)",
        (
            Operand(
                "out.transpose(1, 2)",
                "Tensor",
                shape=(2, 11, 8, 3),
                dtype="float64",
                device="cpu",
                strides=(264, 3, 33, 1),
                contiguous=False,
            ),
            Operand("B", "int", "2"),
            Operand("self.heads", "Linear", "Linear(in_features=8, out_features=3, bias=True)"),
            Operand("mask", "NoneType", "None"),
            Operand("q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5", "float", "0.5"),
        ),
        explanation=Explanation(
            "view cannot merge axes of `out.transpose(1, 2)` (2, 11, 8, 3): it is not contiguous",
            "view needs memory in the order of the axes",
            "would reshape do?",
        ),
    ),
    advice=(
        Advice(11, "self.norm is made here and never used", "unused-layer"),
        Advice(
            24, "squeeze without an axis also drops a batch of one", "squeezed-all", Weight.HABIT
        ),
    ),
    next_step="kata hint cross_attention",
)
UNEXPLAINED = verdict(
    Outcome.FAILED,
    checks=checks(
        "builds", Check("builds", passed=False, message="building raises ValueError: no")
    ),
    error=Raised(
        "building CrossAttention raises ValueError", "ValueError", "n_heads is\n[bold]odd"
    ),
)
FUSED = verdict(
    alignment=(
        Match("kv.weight", "k_proj.weight (your rows 0-11) + v_proj.weight (your rows 12-23)"),
        Match("q_proj.weight", "q_proj.weight"),
    ),
    warnings=("nothing uses the parameter spare.weight",),
    output="\n".join(f"line {number}" for number in range(14)),
)
NOT_GRADED = verdict(
    Outcome.ERROR,
    checks=checks("values", Check("values", passed=None)),
    warnings=("no relabelling of the parameters was found", "nothing uses spare.weight"),
    next_step="",
)
LAST = range(15, 20)  # lines that say the same
DIFF = Diff(
    "cross_attention",
    "cross_attention.py",
    (
        DiffRow(RowKind.SAME, 1, "import torch", 3, "import torch"),
        DiffRow(
            RowKind.CHANGED,
            12,
            "        scores = q @ k.transpose(-2, -1)",
            21,
            "        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5",
        ),
        DiffRow(RowKind.MISSING, None, "", 22, "        scores = scores.masked_fill(~mask, 0)"),
        DiffRow(RowKind.EXTRA, 13, "        print(scores[0])", None, ""),
        DiffRow(
            RowKind.SAME,
            14,
            '        out = torch.einsum("bhpl,bhld->bhpd", probs, v)',
            26,
            "        out = probs @ v",
            by_value=True,
        ),
        *(DiffRow(RowKind.SAME, n, f"        x = {n}", n + 12, f"        x = {n}") for n in LAST),
    ),
    recall=0.8342,
    renamed=(("heads", "n_heads"), ("to_q", "q_proj")),
)
SAME = Diff("softmax", "softmax.py", (DiffRow(RowKind.SAME, 1, "import torch", 1, "import torch"),))
