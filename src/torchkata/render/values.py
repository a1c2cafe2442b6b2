"""A tensor in a few words: its shape, and where its numbers lie."""

from rich.text import Text

from torchkata.contracts import Value
from torchkata.render.marks import Marks
from torchkata.render.text import shown

USUAL = "float32"


def shape_text(shape: tuple[int, ...]) -> Text:
    """A shape as Python writes it."""
    return Text(str(tuple(shape)))


def numbers_text(value: Value, marks: Marks) -> Text:
    """What is odd, then mean and standard deviation, a range of whole numbers, a share of True."""
    text = Text()
    for count, name in ((value.n_nan, "nan"), (value.n_inf, "inf")):
        if count:
            text.append(f"{count} {name}  ", style="bad")
    if value.n_negative_inf:
        text.append(f"{value.n_negative_inf} -inf  ")
    text.append_text(shown(_told(value, marks), "dim"))
    text.rstrip()
    return text


def _told(value: Value, marks: Marks) -> str:
    unusual = "" if value.dtype == USUAL else f"{value.dtype} "
    if value.mean is None or value.std is None or value.low is None or value.high is None:
        return unusual.strip()
    if value.dtype == "bool":
        return f"bool {value.mean:.0%} True"
    if value.dtype.startswith(("int", "uint")):
        return f"{value.dtype} {value.low:.0f} to {value.high:.0f}"
    amount = max(abs(value.mean), value.std)
    form = ".2f" if amount == 0 or 0.005 <= amount < 1000 else ".0e"
    mean = round(value.mean, 2) + 0.0 if form == ".2f" else value.mean  # never -0.00
    if value.low == value.high:
        return f"{unusual}all {value.mean:+{form}}"
    return f"{unusual}{mean:+{form}} {marks.spread} {value.std:{form}}"
