"""What is left out of a practice file cannot be read anywhere else in it."""

import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torchkata.catalog import load, reference_text
from torchkata.contracts import Kata
from torchkata.source import LEVELS, read_attempt, scaffold
from torchkata.source.scaffold.cues import shapes
from torchkata.source.scaffold.fade import faded_lines, shape_lines

ROOT = Path(__file__).parents[2]
KATAS = load([ROOT / "katas"])
BY_ID = {kata.id: kata for kata in KATAS}
EVERY = pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.id)
FADED = ("faded25", "faded50", "faded75")
OTHERS_CODE = sorted((ROOT / "tests" / "attempts").glob("*/right_*.py"))[::7]
SIMPLE = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Expr)
LEAST = 8  # letters of an expression that says something
SIBLINGS = """
from torch import Tensor, nn
class Three(nn.Module):
    def __init__(self, dim: int) -> None:
        super().__init__()
        self.q_proj = nn.Linear(dim, dim)
        self.k_proj = nn.Linear(dim, dim)
        self.out_norm = nn.LayerNorm(dim)
    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        q = self.q_proj(x)  # (B, L, D)
        k = self.k_proj(y)  # (B, S, D)
        scores = (q @ k.mT).softmax(dim=-1)  # (B, L, S)
        return self.out_norm(scores @ y)  # (B, L, D)
"""


@cache
def written(kata_id: str, level: str) -> str:
    """A practice file; the faded ones by a seed of the kata's own."""
    kata = BY_ID[kata_id]
    return scaffold(kata, reference_text(kata), level, seed=len(kata_id))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def statements(tree: ast.AST) -> Counter[str]:
    """The simple statements in functions, spelled in one way."""
    found = [n for f in functions(tree) for n in ast.walk(f) if isinstance(n, SIMPLE)]
    return Counter(ast.unparse(node) for node in found)


def expressions(tree: ast.AST) -> set[str]:
    """Calls, sums and the like, without spaces; not what is assigned to."""
    named = (ast.expr_context, ast.Name, ast.Attribute, ast.Constant, ast.JoinedStr)
    texts = {
        "".join(ast.unparse(node).split())
        for node in ast.walk(tree)
        if isinstance(node, ast.expr) and not isinstance(node, named)
        if isinstance(getattr(node, "ctx", None), ast.Load | None)
    }
    return {text for text in texts if len(text) >= LEAST}


def words(text: str) -> str:
    """Every comment that is no shape, and every docstring, without spaces."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    said = [t.string for t in tokens if t.type == tokenize.COMMENT and shapes(t.string, ()) == ""]
    documented = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.ClassDef | ast.Module)]
    documented += functions(ast.parse(text))
    said += [ast.get_docstring(node) or "" for node in documented]
    return "\n".join("".join(part.split()) for part in said)


def without_main(text: str) -> ast.Module:
    tree = ast.parse(text)
    tree.body = [n for n in tree.body if not (isinstance(n, ast.FunctionDef) and n.name == "main")]
    return tree


def gone(reference: str, text: str) -> list[ast.Module]:
    """The reference's statements that the practice file does not have."""
    left_out = statements(ast.parse(reference)) - statements(without_main(text))
    return [ast.parse(line.replace("return ", "", 1)) for line in left_out if line != "return"]


@EVERY
def test_nothing_that_is_gone_stands_elsewhere(kata: Kata) -> None:
    reference = reference_text(kata)
    interface = "".join(written(kata.id, "signatures").split())
    for level in LEVELS:
        text = written(kata.id, level)
        left, said = expressions(without_main(text)), words(text)
        hidden = {e for part in gone(reference, text) for e in expressions(part)}
        assert {e for e in hidden if e not in interface} & left == set(), level
        assert [e for e in hidden if e in said and e not in interface] == [], level


@EVERY
def test_a_faded_file_is_python_with_something_gone(kata: Kata) -> None:
    reference = reference_text(kata)
    for level in FADED:
        text = written(kata.id, level)
        attempt = read_attempt(text.encode(), Path("attempt.py"))
        assert attempt.problem is None
        assert attempt.defines(kata.target)
        assert gone(reference, text)


@EVERY
def test_no_import_is_there_for_the_answer_alone(kata: Kata) -> None:
    usual = {"torch", "F", "Tensor", "nn", "math"}
    usual |= names_of(ast.parse(written(kata.id, "signatures")))
    for level in LEVELS:
        tree = ast.parse(written(kata.id, level))
        imports = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
        bound = {alias.asname or alias.name for node in imports for alias in node.names}
        assert bound - usual <= names_of(tree), level


def names_of(tree: ast.Module) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


@EVERY
def test_shapes_keeps_no_comment_in_words(kata: Kata) -> None:
    text = written(kata.id, "shapes").partition("def main()")[0]
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT][2:]
    assert [comment for comment in comments if shapes(comment, ()) != comment] == []


def test_more_is_gone_at_every_level() -> None:
    def left(level: str) -> int:
        texts = (written(kata.id, level) for kata in KATAS[::6])
        return sum(statements(ast.parse(text)).total() for text in texts)

    counts = [left(level) for level in ("faded25", "faded50", "faded75", "shapes", "blank")]
    assert counts == sorted(counts, reverse=True)


def test_another_seed_leaves_out_something_else() -> None:
    kata = next(kata for kata in KATAS if kata.id == "cross_attention")
    texts = {scaffold(kata, reference_text(kata), "faded50", seed=seed) for seed in range(6)}
    assert len(texts) > 3


def test_siblings_go_together() -> None:
    for seed in range(20):
        text = "\n".join(faded_lines(SIBLINGS, share=0.5, seed=seed, given=""))
        assert ("q = self.q_proj(x)" in text) == ("k = self.k_proj(y)" in text)
        assert ("self.q_proj = nn" in text) == ("self.k_proj = nn" in text)


def test_a_blank_keeps_its_shape_and_hides_its_name() -> None:
    for seed in range(20):
        lines = faded_lines(SIBLINGS, share=0.25, seed=seed, given="")
        blanks = [line.strip() for line in lines if line.strip().startswith("...")]
        assert blanks
        assert set(blanks) <= {"...", *(f"...  # (B, {s})" for s in ("L, D", "S, D", "L, S"))}


def test_a_comment_that_says_its_code_goes_with_it() -> None:
    body = "    # the {} of x\n    total = x.square().sum()\n    return total\n"
    for said, stays in [("x.square()", False), ("square", False), ("size", True)]:
        text = f"def f(x):\n{body.format(said)}"
        assert (
            f"# the {said} of x" in "\n".join(faded_lines(text, share=1, seed=0, given=""))
        ) is (stays)


def test_a_block_goes_with_the_last_statement_in_it() -> None:
    text = "def f(x):\n    if x.sum() > 0:\n        x = x + 1  # (B,)\n    return x\n"
    assert "\n".join(faded_lines(text, share=1, seed=0, given="")).strip() == (
        "def f(x):\n    ...  # (B,)\n    return x"
    )


def test_a_constant_goes_with_the_last_statement_that_used_it() -> None:
    text = "SCALE = 1.702\n\n\ndef f(x):\n    return x * SCALE + 1\n"
    assert "SCALE" not in "\n".join(faded_lines(text, share=1, seed=0, given=""))
    assert "SCALE" not in "\n".join(shape_lines(text, "f"))


def test_what_the_file_gives_anyway_is_not_asked_for() -> None:
    text = "def f(x):\n    y = x.square()\n    z = y.cumsum(dim=0)\n    return z\n"
    for seed in range(8):
        left = "\n".join(faded_lines(text, share=0.5, seed=seed, given="y = x.square()"))
        assert "y = x.square()" in left


def test_what_computes_nothing_is_asked_for_where_there_is_nothing_else() -> None:
    assert faded_lines("def f(x):\n    return x\n", share=0.25, seed=0, given="") == [
        "",
        "def f(x): ...",
        "",
    ]


def test_several_statements_on_a_line_are_one() -> None:
    text = "def f(x):\n    if x: return x + 1\n    y = x + 2; z = y + 3\n    return y * z\n"
    for seed in range(8):
        left = "\n".join(faded_lines(text, share=0.5, seed=seed, given=""))
        assert ("y = x + 2" in left) == ("z = y + 3" in left)


@pytest.mark.parametrize("path", OTHERS_CODE, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_code_of_any_style_can_be_faded(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for lines in (faded_lines(text, share=0.5, seed=0, given=""), shape_lines(text, "none")):
        ast.parse("\n".join(lines))


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("# (B, L, D)", "# (B, L, D)"),
        ("# (B, L, D) each", "# (B, L, D) each"),
        ("# (B, H*W, C // 2 + 1), -1 to 1", "# (B, H*W, C // 2 + 1)"),
        ("# [B, L]", "# [B, L]"),
        ("# ()", "# ()"),
        ("# (..., N, ...)", "# (..., N, ...)"),
        ("# (x - x.mean()) / std", ""),
        ("# a mean, (B,)", ""),
        ("# (total, trainable)", ""),
    ],
)
def test_only_shapes_are_cues(comment: str, left: str) -> None:
    assert shapes(comment, {"(total,trainable)"}) == left


@given(st.text(alphabet="()[]abBL.,*/+- 1#_x\n", max_size=40))
def test_no_cue_holds_a_call(comment: str) -> None:
    cue = shapes(f"# {comment}", ())
    assert cue.count("(") + cue.count("[") <= 1
    assert "\n" not in cue
