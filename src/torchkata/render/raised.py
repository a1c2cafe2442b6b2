"""An exception of the attempt: its line, its operands, what happened, and its own words last."""

from rich.console import RenderableType
from rich.text import Text

from torchkata.contracts import Operand, Raised
from torchkata.render.layout import columns, indented
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown

LONGEST_TEXT = 32  # of an operand: the line above has it in full
MOST_LINES = 8  # of the exception's own words


def excerpt(raised: Raised, marks: Marks) -> list[RenderableType]:
    """The line with a caret under the part that raised, then what that part worked on."""
    lines = [line.replace(UNICODE.rule, marks.rule, 1) for line in raised.excerpt]
    parts: list[RenderableType] = [indented(shown(line)) for line in lines]
    if raised.operands:
        parts.append(columns([_operand(o, marks) for o in raised.operands], indent=2))
    return parts


def explanation(raised: Raised) -> list[RenderableType]:
    """What happened, the rule, a question to ask oneself; what was said, last."""
    told = raised.explanation
    rows = [
        ("happened:", told.happened if told else ""),
        ("rule:", told.rule if told else ""),
        ("ask yourself:", told.question if told else ""),
        ("raised:", "" if raised.words == raised.headline else words(raised)),
    ]
    if not any(text for _, text in rows):
        return []
    return [columns([(Text(label), shown(text)) for label, text in rows if text], gap=1)]


def words(raised: Raised) -> str:
    """The exception as Python shows it, its end left out where it is long."""
    lines = [line.strip() for line in raised.words.strip().splitlines()][:MOST_LINES]
    return f"{raised.type}: {' '.join(lines)}" if lines else raised.type


def facts(operand: Operand) -> str:
    """Dtype, contiguity and device; or the value of what is no tensor."""
    if not operand.is_tensor:
        return operand.value if operand.value not in ("", operand.kind) else ""
    lies = "contiguous" if operand.contiguous else "not contiguous"
    return f"{operand.dtype}, {lies}, {operand.device}"


def _operand(operand: Operand, marks: Marks) -> tuple[Text, ...]:
    what = str(operand.shape) if operand.is_tensor else operand.kind
    text = operand.text
    if len(text) > LONGEST_TEXT:
        text = text[: LONGEST_TEXT - len(marks.left_out)] + marks.left_out
    return shown(text), shown(what), shown(facts(operand))
