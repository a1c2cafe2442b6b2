"""The catalogue by belt, and one kata's brief."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from torchkata.contracts import Brief, Kata, TensorSpec, ValueSpec
from torchkata.render.layout import columns, hanging, indented
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown


def catalogue(katas: Sequence[Kata], marks: Marks = UNICODE) -> RenderableType:
    """Katas under their belts, in the order of the road."""
    if not katas:
        return Text("no kata is like that")
    width = max(len(kata.id) for kata in katas)
    parts: list[RenderableType] = []
    for belt, members in groupby(katas, key=lambda kata: kata.belt):
        rows = [
            (shown(kata.id.ljust(width)), shown(kata.title), shown(", ".join(kata.concepts), "dim"))
            for kata in members
        ]
        parts += [Text(belt.value), indented(columns(rows))]
    count = "1 kata" if len(katas) == 1 else f"{len(katas)} katas"
    parts.append(Text(f"{count} {marks.dot} next: kata show NAME"))
    return Group(*parts)


def brief(brief: Brief, marks: Marks = UNICODE) -> RenderableType:
    """What a kata asks for: never how it is done."""
    kata = brief.kata
    heading = f"{kata.id}: {kata.title} {marks.dot} {kata.belt.value} belt {marks.dot} {kata.kind}"
    return Group(
        shown(heading),
        Text(),
        *(indented(shown(line)) for line in kata.brief.strip().splitlines()),
        Text(),
        indented(shown(f"{brief.signature.kind} {kata.target}")),
        *(indented(shown(f"def {method}"), 2) for method in brief.signature.methods),
        *_section("takes", ((name, _spec(spec)) for name, spec in kata.inputs.items())),
        *_section("gives", kata.outputs.items()),
        Text(),
        indented(columns(_facts(kata), n_fixed=1)),
        indented(hanging(Text("next:"), shown(f"kata new {kata.id}"))),
    )


def _section(title: str, rows: Iterable[tuple[str, str]]) -> list[RenderableType]:
    listed = [(shown(name), shown(text)) for name, text in rows]
    if not listed:
        return []
    return [indented(Text(title)), indented(columns(listed), 2)]


def _facts(kata: Kata) -> list[tuple[Text, Text]]:
    facts = {
        "not allowed": ", ".join(kata.forbidden) or "nothing",
        "first": ", ".join(kata.prerequisites) or "nothing",
        "concepts": ", ".join(kata.concepts),
        "sources": "\n".join(kata.sources),
        "hints": f"{len(kata.hints)} (kata hint {kata.id})",
    }
    return [(Text(name), shown(text)) for name, text in facts.items() if text]


def _spec(spec: TensorSpec | ValueSpec) -> str:
    if isinstance(spec, TensorSpec):
        return spec.text
    return str(spec.value) if spec.expression is None else spec.expression
