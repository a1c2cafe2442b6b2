"""`kata dev check` finds each way in which a kata can be broken, and passes one that is not."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from torchkata.catalog import all_sound, kata_folders, load
from torchkata.contracts import KataError
from torchkata.practice.dev import sampled, study

Reports = dict[str, Any]


def flaws(report: Any) -> dict[str, str]:
    return {flaw["id"]: flaw["message"] for flaw in report["flaws"]}


def test_a_sound_kata_passes(reports: Reports) -> None:
    sound = reports["sound"]
    assert sound["passed"] is True
    assert sound["flaws"] == []
    assert sound["counts"]["survived"] == 0
    assert sound["counts"]["killed"] > 0
    assert all(variant["passed"] for variant in sound["variants"])


def test_a_sample_has_every_so_many_th_mutant_and_all_that_are_waived() -> None:
    kata = next(kata for kata in load(kata_folders(os.environ)) if kata.waivers)
    whole = study(kata)
    part = sampled(whole, 5)
    assert {mutant.id for mutant in whole.mutants if mutant.id in kata.waivers} <= {
        mutant.id for mutant in part.mutants
    }
    assert len(whole.mutants) / 5 <= len(part.mutants) <= len(whole.mutants) / 5 + len(kata.waivers)
    assert sampled(whole, 1) == whole


def test_a_mutant_of_the_authors_own_is_tried(reports: Reports) -> None:
    own = [m for m in reports["sound"]["mutants"] if m["id"] == "mutants/upside_down.py"]
    assert [(m["line"], m["fate"]) for m in own] == [(8, "killed")]


def test_a_mutant_that_raises_is_counted_apart(reports: Reports) -> None:
    fates = {mutant["fate"] for mutant in reports["unreached"]["mutants"]}
    assert "raised" in fates


def test_a_stray_file_and_missing_sources_are_flaws(reports: Reports) -> None:
    assert set(flaws(reports["stray"])) == {"file:draft.py", "sources"}


def test_axes_that_could_be_mistaken_for_each_other_are_a_flaw(reports: Reports) -> None:
    assert "axes B and L of x can both be 3" in flaws(reports["equal_axes"])["axes:x"]


def test_an_input_on_which_nothing_depends_is_a_flaw(reports: Reports) -> None:
    assert "input y" in flaws(reports["dead_input"])["input:y"]


def test_a_line_that_no_case_reaches_is_a_flaw(reports: Reports) -> None:
    assert flaws(reports["unreached"])["line:9"] == "line 9 of reference.py is run by no case"


def test_a_mistake_that_only_other_sizes_show_survives(reports: Reports) -> None:
    survivors = [m for m in reports["narrow"]["mutants"] if m["fate"] == "survived"]
    assert {m["after"] for m in survivors} >= {"5"}
    assert all(
        "other sizes, seeds or larger values tell it apart" in m["reason"] for m in survivors
    )


def test_a_reference_that_raises_is_a_flaw(reports: Reports) -> None:
    assert "no_such_method" in flaws(reports["raising"])["reference"]


def test_a_variant_that_fails_is_reported(reports: Reports) -> None:
    failed = [v for v in reports["rejected"]["variants"] if not v["passed"]]
    assert [v["id"] for v in failed] == ["locals-renamed"]
    assert "NameError" in failed[0]["message"]
    assert reports["rejected"]["passed"] is False


def test_a_waiver_of_nothing_is_a_flaw(reports: Reports) -> None:
    assert "nothing found has this id" in flaws(reports["waived"])["waiver:no-such:1:abcd"]


def test_a_planted_line_that_is_no_mistake_survives(reports: Reports) -> None:
    own = next(m for m in reports["harmless"]["mutants"] if m["id"] == "mutants/turned.py")
    assert own["fate"] == "survived"
    assert "no mistake" in own["reason"]


def test_a_mutant_without_a_planted_line_is_a_flaw(reports: Reports) -> None:
    assert "0 lines end in # PLANTED" in flaws(reports["harmless"])["mutants/unmarked.py"]


def test_a_mutant_can_be_shown(check: Callable[..., tuple[int, Any]], reports: Reports) -> None:
    survivor = next(m for m in reports["narrow"]["mutants"] if m["fate"] == "survived")
    code, document = check("narrow", "--show", survivor["id"])
    assert code == 0
    assert "-    return 2 * x[:, :4]" in document["diff"]


def test_what_cannot_be_shown_is_said(check: Callable[..., tuple[int, Any]]) -> None:
    code, document = check("narrow", "--show", "nothing")
    assert code == 2
    assert 'no mutant or variant called "nothing"' in document["error"]["message"]


def test_one_kata_at_a_time_is_shown(check: Callable[..., tuple[int, Any]]) -> None:
    code, document = check("narrow", "sound", "--show", "nothing")
    assert code == 2
    assert "2 were named" in document["error"]["message"]


def test_a_waiver_needs_a_reason(pack: Path, tmp_path: Path) -> None:
    kata = tmp_path / "sound"
    kata.mkdir()
    (kata / "reference.py").write_text((pack / "sound" / "reference.py").read_text())
    text = (pack / "sound" / "kata.toml").read_text() + '[waivers]\n"dim:3:abcd" = " "\n'
    (kata / "kata.toml").write_text(text)
    with pytest.raises(KataError, match=r"waivers.dim:3:abcd: .*expected a text"):
        all_sound(load([tmp_path, *kata_folders(os.environ)]))
