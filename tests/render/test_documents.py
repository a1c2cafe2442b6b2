"""The JSON documents: every key, one schema."""

import json
from datetime import UTC, date, datetime

from screen_records import BRIEF, DIFF, FUSED, KATA, RAISED, WRONG_SCALE

from torchkata.contracts import Checked, KataError, Rating, Reviewed
from torchkata.render import documents

CHECK_KEYS = [
    "schema",
    "kata",
    "path",
    "target",
    "passed",
    "outcome",
    "device",
    "seed",
    "seconds",
    "checks",
    "warnings",
    "departure",
    "error",
    "advice",
    "alignment",
    "output",
    "isolation",
    "shapes",
    "next",
]


def test_a_verdict_has_every_key_in_order() -> None:
    assert list(documents.verdict(WRONG_SCALE)) == CHECK_KEYS


def test_a_verdict_tells_the_failing_check() -> None:
    document = documents.verdict(WRONG_SCALE)
    failed = [check for check in document["checks"] if check["passed"] is False]
    assert [check["name"] for check in failed] == ["values"]
    assert document["departure"] is None


def test_a_check_that_was_a_review_tells_when_the_kata_comes_back() -> None:
    now = datetime(2030, 5, 1, tzinfo=UTC)
    review = Reviewed(now, "softmax", Rating.GOOD)
    document = documents.checked(Checked(FUSED, review, date(2030, 5, 3)))
    assert list(document) == [*CHECK_KEYS, "review"]
    assert document["review"] == {"grade": "good", "due": "2030-05-03"}
    assert documents.checked(Checked(FUSED))["review"] is None


def test_an_exception_has_its_operands_and_what_it_means() -> None:
    document = documents.verdict(RAISED)
    error = document["error"]
    assert list(error) == [
        "type",
        "line",
        "expression",
        "operands",
        "happened",
        "rule",
        "question",
        "words",
    ]
    assert error["operands"][0]["shape"] == (2, 11, 8, 3)
    assert json.loads(json.dumps(error))["operands"][1]["value"] == "2"


def test_advice_has_its_line_and_rule() -> None:
    assert documents.verdict(RAISED)["advice"][1] == {
        "line": 24,
        "message": "squeeze without an axis also drops a batch of one",
        "rule": "squeezed-all",
        "weight": "habit",
    }


def test_alignment_maps_the_attempts_parameters_to_words() -> None:
    assert documents.verdict(FUSED)["alignment"]["q_proj.weight"] == "q_proj.weight"


def test_an_error_of_check_has_the_keys_of_a_verdict_and_its_words() -> None:
    document = documents.check_error(KataError("what", hint="do"))
    assert list(document) == [*CHECK_KEYS, "review"]
    assert (document["outcome"], document["passed"], document["checks"]) == ("error", False, [])
    assert document["error"] == {"message": "what", "hint": "do"}


def test_the_catalogue_names_what_a_picker_needs() -> None:
    (listed,) = documents.catalogue([KATA], {})["katas"]
    assert listed["name"] == "cross_attention"
    assert listed["belt"] == "purple"
    assert listed["prerequisites"] == ["attention", "split_heads"]


def test_the_brief_holds_shapes_and_the_number_of_hints_but_no_hint() -> None:
    document = documents.brief(BRIEF)
    assert document["inputs"]["attn_mask"] == "mask[B, L] | none"
    assert document["build"] == {"n_heads": "n_heads", "p_dropout": 0.1}
    assert document["hints"] == 3
    assert "gentle" not in json.dumps(document)


def test_a_diff_counts_its_rows() -> None:
    document = documents.diff(DIFF)
    assert document["counts"] == {"same": 1, "changed": 1, "missing": 1, "extra": 1}
    assert document["same"] is False
