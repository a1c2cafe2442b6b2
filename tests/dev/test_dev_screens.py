"""The screens and the documents of `kata dev check`."""

from torchkata.contracts import (
    DevReport,
    Fate,
    Flaw,
    KataReport,
    Mutant,
    MutantResult,
    Shown,
    Variant,
    VariantResult,
)
from torchkata.render.dev import dev_report, difference
from torchkata.render.dev_documents import dev_report as dev_document
from torchkata.render.marks import ASCII


def result(fate: Fate, reason: str = "") -> MutantResult:
    mutant = Mutant("dim:24:1a2b", "dim", 24, "dim=-1", "dim=0", "text")
    return MutantResult(mutant, fate, reason)


SOUND = KataReport(
    kata="causal_self_attention",
    path="katas/causal_self_attention/reference.py",
    flaws=(),
    mutants=(result(Fate.KILLED), result(Fate.RAISED), result(Fate.EQUIVALENT)),
    variants=(VariantResult(Variant("locals-renamed", 3, "text"), passed=True),),
    seconds=1234.5,
)
BROKEN = KataReport(
    kata="attention",
    path="katas/attention/reference.py",
    flaws=(Flaw("axes:q", "axes Lq and Lk of q can both be 7 in case generic"),),
    mutants=(result(Fate.KILLED), result(Fate.SURVIVED, "other sizes tell it apart")),
    variants=(VariantResult(Variant("matmul-as-einsum", 2, "text"), False, "values: far off"),),
    seconds=7.0,
)
REPORT = DevReport((SOUND, BROKEN), 21.0)
SHOWN = Shown("softmax", "dim, line 24", ("@@ -24 +24 @@", "-    a", "+    b"))


def test_the_table_leads_and_what_has_to_be_mended_follows(golden) -> None:
    golden("dev_check", dev_report(REPORT))


def test_the_table_without_box_characters(golden) -> None:
    golden("dev_check_plain", dev_report(DevReport((SOUND,), 12.3), ASCII))


def test_a_mutant_is_shown_as_a_diff(golden) -> None:
    golden("dev_show", difference(SHOWN))


def test_what_is_equivalent_or_waived_does_not_count_in_the_score() -> None:
    waived = DevReport(
        (KataReport("a", "a", (), (result(Fate.WAIVED), result(Fate.KILLED)), (), 0.0),), 0.0
    )
    assert (waived.score, DevReport((SOUND,), 0.0).score) == (1.0, 1.0)
    assert REPORT.score == 3 / 4


def test_the_document_names_every_mutant_and_its_fate() -> None:
    document = dev_document(REPORT)
    katas = document["katas"]
    assert isinstance(katas, list)
    assert [mutant["fate"] for mutant in katas[1]["mutants"]] == ["killed", "survived"]
    assert katas[1]["counts"]["survived"] == 1
    assert katas[1]["variants"][0]["message"] == "values: far off"
