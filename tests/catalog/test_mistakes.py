from collections.abc import Callable
from pathlib import Path

import pytest

from torchkata.catalog import all_sound, load
from torchkata.contracts import KataError

Write = Callable[..., Path]

MISTAKES = {
    "no toml": ("schema = 1", "schema = = 1", "is not TOML: Invalid value (at line 1"),
    "schema of another time": ("schema = 1", "schema = 2", "schema: found 2, expected 1"),
    "missing key": ('target = "MeanPool"\n', "", "target: is missing, expected a text"),
    "empty text": (
        'title = "Mean pooling"',
        'title = " "',
        'title: found " ", expected a text that is not empty',
    ),
    "misspelled key": (
        "forbidden =",
        "forbiden =",
        'forbiden: is not a key here; did you mean "forbidden"?',
    ),
    "misspelled table": (
        "[build]",
        "[bulid]",
        'bulid: is not a key here; did you mean "build"?',
    ),
    "misspelled key of a case": (
        'draw = "loud"',
        'drow = "loud"',
        'cases[1].drow: is not a key here; did you mean "draw"?',
    ),
    "belt": (
        '"blue"',
        '"bleu"',
        'belt: found "bleu", expected one of white, blue, purple, brown, black; '
        'did you mean "blue"?',
    ),
    "kind": (
        '"module"',
        '"modul"',
        'kind: found "modul", expected one of module, function, schedule, optimizer, sampler, '
        'loop; did you mean "module"?',
    ),
    "draw": (
        '"loud"',
        '"lod"',
        'cases[1].draw: found "lod", expected one of normal, offset, loud, huge, some -inf, '
        'huge beside -inf; did you mean "loud"?',
    ),
    "two hints": (
        '"Hidden tokens add nothing.", ',
        "",
        "hints: found 2, expected exactly 3, from gentle to near",
    ),
    "hint said twice": (
        '"Hidden tokens add nothing."',
        '"Count what is kept."',
        'hints: "Count what is kept." is listed twice',
    ),
    "text for a list": (
        'concepts = ["masking", "pooling"]',
        'concepts = "masking"',
        'concepts: found "masking", expected a list of texts',
    ),
    "target that is no name": (
        '"MeanPool"',
        '"mean pool"',
        'target: found "mean pool", expected a class or function name',
    ),
    "flag for a size": ("n_heads = 3", "n_heads = true", "sizes.n_heads: found true, expected"),
    "symbol unknown to a shape": (
        "float[B, L, embed_dim]",
        "float[B, L, embd_dim]",
        'inputs.x: unknown symbol "embd_dim" in "embd_dim"; did you mean "embed_dim"?',
    ),
    "symbol unknown to an argument": (
        'out_dim = "out_dim"',
        'out_dim = "out_dims"',
        'build.out_dim: unknown symbol "out_dims" in "out_dims"; did you mean "out_dim"?',
    ),
    "symbol unknown to an output": (
        'out = "float[B, out_dim]"',
        'out = "float[B, D]"',
        'outputs.out: unknown symbol "D"',
    ),
    "symbol bound too late": (
        "B = [2, 3]",
        'B = "L"',
        'sizes.B: "L" is bound too late, expected it above',
    ),
    "shape that is none": ("mask[B, L] | none", "mask[B, L] | nil", "inputs.mask: "),
    "argument that no target takes": (
        "build = { p_dropout",
        "build = { p_droput",
        'cases[1].build.p_droput: there is no such name to override; did you mean "p_dropout"?',
    ),
    "input that no target takes": (
        'inputs = { mask = "none" }',
        'inputs = { msk = "none" }',
        'cases[1].inputs.msk: there is no such name to override; did you mean "mask"?',
    ),
    "size that no case uses": (
        "sizes = { n_heads = 5",
        "sizes = { n_head = 5",
        'cases[1].sizes.n_head: there is no such name to override; did you mean "n_heads"?',
    ),
    "required input left out": (
        '"mask[B, L] | none"',
        '"mask[B, L]"',
        'cases[1].inputs.mask: "mask[B, L]" cannot be left out; write "mask[B, L] | none"',
    ),
    "case called as an automatic one": (
        '"other widths"',
        '"mask full"',
        'cases: 2 cases are called "mask full"',
    ),
    "input called as a symbol": ("x = ", "L = ", 'inputs.L: "L" is a symbol of [sizes] already'),
    "axis of no length": (
        "L = [5, 7]",
        "L = [5, 0]",
        'cases: in the case "generic", the axis "L" of "x" is 0, expected 1 or more',
    ),
    "driver missing": (
        'kind = "module"',
        'kind = "loop"',
        "kind: a loop needs a driver.py beside kata.toml, which is missing",
    ),
    "prerequisite that does not exist": (
        '["double"]',
        '["duoble"]',
        'prerequisites: found "duoble", expected the id of a kata that exists; '
        'did you mean "double"?',
    ),
    "prerequisite of itself": (
        '["double"]',
        '["mean_pool"]',
        "prerequisites: mean_pool -> mean_pool is a circle",
    ),
}


@pytest.mark.parametrize(("old", "new", "words"), MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_named_with_file_key_and_expectation(
    changed: Write, old: str, new: str, words: str
) -> None:
    root = changed((old, new))
    with pytest.raises(KataError) as caught:
        all_sound(load([root]))
    assert f"{root / 'mean_pool' / 'kata.toml'} cannot be used:\n  {words}" in caught.value.message
    assert "kata list" in caught.value.hint


def test_size_that_spoils_every_case_is_reported_once(changed: Write) -> None:
    with pytest.raises(KataError) as caught:
        all_sound(load([changed(("L = [5, 7]", "L = [5, 0]"))]))
    assert caught.value.message.count("the axis") == 1


def test_all_mistakes_of_a_file_are_reported_at_once(changed: Write) -> None:
    root = changed(('"blue"', '"green"'), ("float[B, L,", "float[B, T,"), ('"Mean pooling"', "3"))
    with pytest.raises(KataError) as caught:
        all_sound(load([root]))
    lines = [line.strip().partition(":")[0] for line in caught.value.message.splitlines()[1:]]
    assert sorted(lines) == ["belt", "inputs.x", "title"]


def test_mistakes_of_several_files_are_reported_at_once(changed: Write) -> None:
    root = changed(('"blue"', '"green"'))
    (root / "double" / "kata.toml").write_text("schema = 1", encoding="utf-8")
    with pytest.raises(KataError) as caught:
        all_sound(load([root]))
    assert caught.value.message.count("cannot be used") == 2


def test_circle_of_prerequisites_is_shown(changed: Write) -> None:
    root = changed(("prerequisites = []", 'prerequisites = ["mean_pool"]'), kata="double")
    with pytest.raises(KataError, match="double -> mean_pool -> double is a circle"):
        all_sound(load([root]))


def test_missing_reference_is_a_mistake(changed: Write) -> None:
    root = changed()
    (root / "double" / "reference.py").unlink()
    with pytest.raises(KataError, match=r"reference\.py is missing beside kata\.toml"):
        all_sound(load([root]))


def test_driver_that_is_not_needed_is_a_mistake(changed: Write) -> None:
    root = changed()
    (root / "double" / "driver.py").touch()
    with pytest.raises(KataError, match=r"a function needs no driver\.py"):
        all_sound(load([root]))


def test_main_that_is_not_python_is_a_mistake(changed: Write) -> None:
    root = changed(extra='\n[main]\ncode = "print("\n')
    with pytest.raises(KataError, match=r"main\.code: is not Python"):
        all_sound(load([root]))


def test_edge_of_an_unknown_symbol_is_a_mistake(changed: Write) -> None:
    root = changed(("schema = 1", 'schema = 1\nno_edges = ["T"]'))
    with pytest.raises(KataError, match=r'no_edges: "T" is no symbol of \[sizes\]'):
        all_sound(load([root]))


def test_file_that_is_not_utf8_is_a_mistake(changed: Write) -> None:
    root = changed()
    (root / "double" / "kata.toml").write_bytes(b'title = "\xe9"')
    with pytest.raises(KataError, match="is not UTF-8 at byte 9"):
        all_sound(load([root]))
