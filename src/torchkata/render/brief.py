"""One kata's brief."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from torchkata.contracts import Kata, TensorSpec, ValueSpec
from torchkata.render.layout import columns, hanging, indented
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown

if TYPE_CHECKING:
    from torchkata.contracts import Brief, Signature


def brief(brief: "Brief", marks: Marks = UNICODE) -> RenderableType:
    """What a kata asks for: never how it is done."""
    kata = brief.kata
    heading = f"{kata.id}: {kata.title} {marks.dot} {kata.belt.value} belt {marks.dot} {kata.kind}"
    return Group(
        shown(heading),
        Text(),
        *_prose(kata.brief),
        *_called(brief.signature),
        *_section("takes", _taken(brief)),
        *_section("gives", kata.outputs.items()),
        *_parts(brief),
        Text(),
        columns(_facts(kata)),
        indented(shown(f"next: kata new {kata.id}")),
    )


def _taken(brief: "Brief") -> Iterator[tuple[str, str]]:
    """The inputs that the target is called with; a driver may draw others for itself."""
    called = " ".join(brief.signature.methods)
    for name, spec in brief.kata.inputs.items():
        if brief.kata.driver is None or re.search(rf"\b{name}\b", called):
            is_example = isinstance(spec, ValueSpec) and spec.expression is None
            yield name, f"e.g. {_spec(spec)}" if is_example else _spec(spec)


def _prose(text: str) -> list[RenderableType]:
    """Paragraphs, each followed by an empty line, with the author's line breaks undone."""
    paragraphs = (" ".join(part.split()) for part in text.strip().split("\n\n"))
    return [part for words in paragraphs for part in (indented(shown(words)), Text())]


def _called(signature: "Signature") -> list[RenderableType]:
    """How the target is built and called."""
    is_class = signature.kind == "class"
    methods = [
        hanging(Text("def"), shown(method), indent=2 if is_class else 1)
        for method in signature.methods
    ]
    return [indented(shown(f"class {signature.target}")), *methods] if is_class else [*methods]


def _parts(brief: "Brief") -> list[RenderableType]:
    """What can be checked before all of it is written."""
    if not brief.parts:
        return []
    parts: list[RenderableType] = [
        Text(),
        indented(
            Text("parts that can be checked alone, under these names: kata check --part NAME")
        ),
    ]
    for part in brief.parts:
        shapes = f"  {part.docstring}" if part.docstring else ""
        if part.kind == "class":
            parts.append(hanging(Text("class"), shown(f"{part.target}{shapes}"), indent=2))
            shapes = ""
        parts += [
            hanging(Text("def"), shown(method + shapes), indent=3 if part.kind == "class" else 2)
            for method in part.methods
        ]
    return parts


def _section(title: str, rows: Iterable[tuple[str, str]]) -> list[RenderableType]:
    listed = [(shown(name), shown(text)) for name, text in rows]
    if not listed:
        return []
    return [indented(Text(title)), columns(listed, indent=2)]


def _facts(kata: Kata) -> list[tuple[Text, Text]]:
    facts = {
        "not allowed": ", ".join(kata.forbidden),
        "first": ", ".join(kata.prerequisites),
        "concepts": ", ".join(kata.concepts),
        "sources": "\n".join(kata.sources),
        "hints": f"{len(kata.hints)} (kata hint {kata.id})",
    }
    return [(Text(name), shown(text)) for name, text in facts.items() if text]


def _spec(spec: TensorSpec | ValueSpec) -> str:
    if isinstance(spec, TensorSpec):
        return spec.text
    return str(spec.value) if spec.expression is None else spec.expression
