from collections.abc import Callable
from pathlib import Path

import pytest

from torchkata.catalog import bind_sizes, driver_text, find, load, reference_text
from torchkata.contracts import Belt, CaseSpec, Draw, Kata, KataError, Layout, MaskDraw, ValueSpec

Write = Callable[..., Path]


@pytest.fixture
def katas(pack: Path) -> tuple[Kata, ...]:
    return load([pack])


@pytest.fixture
def mean_pool(katas: tuple[Kata, ...]) -> Kata:
    return find(katas, "mean_pool")


def case(kata: Kata, name: str) -> CaseSpec:
    return next(case for case in kata.cases if case.name == name)


def test_everything_in_the_file_is_in_the_kata(mean_pool: Kata) -> None:
    assert (mean_pool.title, mean_pool.belt, mean_pool.target) == (
        "Mean pooling",
        Belt.BLUE,
        "MeanPool",
    )
    assert mean_pool.build["p_dropout"] == ValueSpec(value=0.1)
    assert mean_pool.build["embed_dim"] == ValueSpec(expression="embed_dim")
    assert list(mean_pool.sizes) == ["B", "L", "n_heads", "head_dim", "embed_dim", "out_dim"]
    assert mean_pool.prerequisites == ("double",)


def test_left_out_tables_have_defaults(mean_pool: Kata) -> None:
    assert (mean_pool.train_steps, mean_pool.seconds, mean_pool.buffers) == (2, 20.0, ())
    assert mean_pool.initial == ()


def test_automatic_cases_come_first_and_in_order(mean_pool: Kata) -> None:
    assert [case.name for case in mean_pool.cases] == [
        "generic",
        "B = 1",
        "L = 1",
        "strided inputs",
        "mask full",
        "mask padded",
        "mask with one key",
        "without mask",
        "other widths",
    ]


def test_automatic_cases_change_what_they_say(mean_pool: Kata) -> None:
    assert case(mean_pool, "L = 1").sizes == {"L": 1}
    assert case(mean_pool, "strided inputs").layout is Layout.STRIDED
    assert case(mean_pool, "mask with one key").mask is MaskDraw.ONE
    assert case(mean_pool, "without mask").inputs == {"mask": None}


def test_own_case_holds_its_overrides(mean_pool: Kata) -> None:
    own = case(mean_pool, "other widths")
    assert own.build == {"p_dropout": ValueSpec()}
    assert own.inputs == {"mask": None}
    assert (own.draw, own.grad) == (Draw.LOUD, False)


def test_a_circle_takes_one_kata_out_of_use(changed: Write) -> None:
    katas = load([changed(("prerequisites = []", 'prerequisites = ["mean_pool"]'), kata="double")])
    assert list(katas.broken) == ["double"]
    assert [(kata.id, kata.prerequisites) for kata in katas] == [("mean_pool", ())]
    with pytest.raises(KataError, match="double -> mean_pool -> double is a circle"):
        find(katas, "double")


def test_no_edges_leaves_a_symbol_alone(changed: Write) -> None:
    katas = load([changed(("schema = 1", 'schema = 1\nno_edges = ["L"]'))])
    names = [case.name for case in find(katas, "mean_pool").cases]
    assert "L = 1" not in names
    assert "B = 1" in names


def test_automatic_false_keeps_the_generic_case_alone(changed: Write) -> None:
    katas = load([changed(("schema = 1", "schema = 1\nautomatic = false"))])
    assert [case.name for case in find(katas, "mean_pool").cases] == ["generic", "other widths"]


def test_symbol_that_another_size_uses_has_no_edge(changed: Write) -> None:
    katas = load([changed(("out_dim = 11", 'out_dim = "L + 4"'))])
    assert "L = 1" not in [case.name for case in find(katas, "mean_pool").cases]


def test_case_may_name_an_argument_that_only_the_target_knows(changed: Write) -> None:
    katas = load([changed(("p_dropout = 0.1\n", ""))])
    assert case(find(katas, "mean_pool"), "other widths").build == {"p_dropout": ValueSpec()}


def test_case_may_bring_a_symbol_that_it_uses(changed: Write) -> None:
    root = changed(
        ("sizes = { n_heads = 5", "sizes = { T = 9, n_heads = 5"),
        ('inputs = { mask = "none" }', 'inputs = { x = "float[B, T, embed_dim]", mask = "none" }'),
    )
    kata = find(load([root]), "mean_pool")
    assert bind_sizes(kata, case(kata, "other widths"), min)["T"] == 9


def test_sizes_are_bound_in_order_and_lists_are_chosen_from(mean_pool: Kata) -> None:
    generic = case(mean_pool, "generic")
    assert bind_sizes(mean_pool, generic, max) == {
        "B": 3,
        "L": 7,
        "n_heads": 3,
        "head_dim": 4,
        "embed_dim": 12,
        "out_dim": 11,
    }


def test_expressions_follow_an_overridden_symbol(mean_pool: Kata) -> None:
    sizes = bind_sizes(mean_pool, case(mean_pool, "other widths"), min)
    assert (sizes["embed_dim"], sizes["out_dim"]) == (20, 7)


def test_belts_are_in_order_whatever_the_names(katas: tuple[Kata, ...]) -> None:
    assert [kata.id for kata in katas] == ["double", "mean_pool"]


def test_prerequisite_comes_first_within_a_belt(changed: Write) -> None:
    root = changed(('belt = "blue"', 'belt = "white"'))
    (root / "mean_pool").rename(root / "a_pool")
    assert [kata.id for kata in load([root])] == ["double", "a_pool"]


def test_first_folder_that_has_an_id_wins(changed: Write, pack: Path) -> None:
    root = changed(('"Mean pooling"', '"My own pooling"'))
    assert find(load([root, pack]), "mean_pool").title == "My own pooling"
    assert find(load([pack, root]), "mean_pool").title == "Mean pooling"


@pytest.mark.parametrize("name", ["mean_pol", "mean-pool", "MeanPool"])
def test_near_miss_is_suggested(katas: tuple[Kata, ...], name: str) -> None:
    with pytest.raises(KataError, match=f'there is no kata called "{name}"') as caught:
        find(katas, name)
    assert caught.value.hint == "did you mean mean_pool? `kata list` shows them all"


def test_unknown_name_points_to_the_list(katas: tuple[Kata, ...]) -> None:
    with pytest.raises(KataError) as caught:
        find(katas, "zzz")
    assert caught.value.hint == "`kata list` shows them all"


def test_reference_text_is_the_file(mean_pool: Kata) -> None:
    assert reference_text(mean_pool) == mean_pool.reference.read_text(encoding="utf-8")


def test_driver_text_is_none_where_no_driver_is_needed(mean_pool: Kata) -> None:
    assert driver_text(mean_pool) is None


def test_driver_text_is_the_file(changed: Write) -> None:
    root = changed(('kind = "module"', 'kind = "loop"'))
    (root / "mean_pool" / "driver.py").write_text("x = 1\n", encoding="utf-8")
    assert driver_text(find(load([root]), "mean_pool")) == "x = 1\n"
