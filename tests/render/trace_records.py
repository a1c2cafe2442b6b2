"""Traces and shape reports as other rooms make them, for screens."""

from torchkata.contracts import (
    Failure,
    ShapeComment,
    ShapeReport,
    ShapeVerdict,
    TraceReport,
    TraceRow,
    Value,
)

Shape = tuple[int, ...]


def value(name: str, shape: Shape, mean: float = 0.02, std: float = 0.59, **more: object) -> Value:
    """A float tensor."""
    values: dict[str, object] = {"dtype": "float32", "low": -2.0, "high": 2.0, **more}
    return Value(name, shape, mean=mean, std=std, **values)  # type: ignore[arg-type]


def row(line: int, code: str, *made: Value, said: str = "", **more: object) -> TraceRow:
    """A line whose values have one shape in letters."""
    values: dict[str, object] = {"depth": 0, "call": "", **more}
    return TraceRow(
        line=line,
        code=code,
        values=made,
        letters=(said,) * len(made),
        **values,  # type: ignore[arg-type]
    )


X, HEADS, SCORES = (2, 7, 12), (2, 3, 7, 4), (2, 3, 7, 7)
BLD, BHLD, BHLL = "(B, L, D)", "(B, n_head, L, head_dim)", "(B, n_head, L, L)"
IN = {"depth": 1, "call": "blocks.0.attn"}
ROWS = (
    row(78, "Net.forward", value("x", X), said=BLD, is_head=True),
    row(81, "x = block(x)", value("x", X), said=BLD, repeats=4),
    row(30, "CausalSelfAttention.forward", value("x", X, -6e-9), said=BLD, is_head=True, **IN),
    row(
        32,
        "q, k, v = self.qkv_proj(x).chunk(3, dim=-1)",
        *(value(name, X) for name in "qkv"),
        said=BLD,
        **IN,
    ),
    row(
        33,
        "q = q.view(B, L, self.n_head, self.head_dim).transpose(1, 2)",
        value("q", HEADS),
        said=BHLD,
        **IN,
    ),
    row(
        38,
        "future = ~self.causal[:L, :L]",
        value("future", (7, 7), 0.43, dtype="bool"),
        said="(L, L)",
        **IN,
    ),
    row(
        39,
        'scores = scores.masked_fill(future, float("-inf"))',
        value("scores", SCORES, n_negative_inf=126),
        said=BHLL,
        **IN,
    ),
    row(46, "return self.out_dropout(out)", value("", X, n_nan=3, n_inf=1), said=BLD, **IN),
    TraceRow(1, 0, "", "", folded=("blocks.1.attn", "blocks.2.attn", "blocks.3.attn")),
    row(
        84,
        "parts = x.split(2, dim=-1)",
        *(value(f"parts[{i}]", (2, 7, 2), 3e-5, 2e-5) for i in range(6)),
    ),
    row(85, "ids = x.argmax(dim=-1)", value("ids", (2, 7), 4.2, dtype="int64", low=0, high=11)),
    row(
        86, "return x.double()[:1] * 0 + 1", value("", X, 1.0, 0.0, dtype="float64", low=1, high=1)
    ),
)
SIZES = {"B": 2, "L": 7, "n_head": 3, "head_dim": 4, "n_embd": 12, "block_size": 11}
TRACE = TraceReport("net", "net.py", "Net", "generic", SIZES, ROWS, None)
FAILED = TraceReport(
    "attention",
    "attention.py",
    "attention",
    "generic",
    {"B": 2, "L": 7},
    ROWS[:2],
    Failure(
        "run",
        "RuntimeError",
        "Expected size for first two dimensions of batch2 tensor to be: [2, 12] but got: [2, 7].",
        32,
        0,
        (value("x", X), value("self.weight", (12, 12), dtype="float64")),
    ),
    "return x @ self.weight[:, :7]",
    "hello\n" * 12,
)
SHAPES = ShapeReport(
    (
        ShapeComment(12, ShapeVerdict.OK, BLD),
        ShapeComment(
            14,
            ShapeVerdict.WRONG,
            "(B, P, D)",
            "(2, 16, 24) = (B, P, 3 * D)",
        ),
        ShapeComment(15, ShapeVerdict.MISSING, "", "# (B, n_heads, L, head_dim)"),
        ShapeComment(16, ShapeVerdict.CLASH, "(B, N)", "", "N is 5 here, 7 in the kata"),
        ShapeComment(17, ShapeVerdict.MISSING, "", "# (B, L, D)"),
        ShapeComment(18, ShapeVerdict.UNVERIFIABLE, "(B,)", "", "this line never ran"),
    )
)
RIGHT = ShapeReport((ShapeComment(12, ShapeVerdict.OK, BLD),))
