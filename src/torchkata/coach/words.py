"""What is wrong with a value, said as exactly as its numbers allow."""

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from torchkata.coach.values import Array, amplitude, fits, is_same
from torchkata.contracts import Evidence

NEAR = 1e-6
ALMOST = 1e-3
SMALL = 12.5


class Values(Protocol):
    """Values that are there somewhere."""

    def has(self, value: Array) -> bool:
        """Whether this one is."""


def what_differs(
    ours: Sequence[Array], theirs: Sequence[Array], evidence: Evidence, known: Values
) -> str:
    """One sentence about the attempt's values and those that belong there."""
    pairs = list(zip(ours, theirs, strict=False))  # what was stopped has fewer
    if any(a.shape != b.shape for a, b in pairs):
        a, b = pairs[0]
        kind = "layout" if a.size == b.size else "shape"
        return f"its value has another {kind} here: {a.shape}, the reference goes on with {b.shape}"
    for words in (factor, dropped, transposed, masked, missing_term):
        found = words(pairs, evidence)
        if found:
            return found
    if all(known.has(b) for b in theirs):
        return "another value that you have belongs here"
    return "the value here is not the reference's; what comes before is right"


Pairs = Sequence[tuple[Array, Array]]


def factor(pairs: Pairs, evidence: Evidence) -> str:
    """A constant factor, named by the sizes where it can be."""
    ratios = []
    for a, b in pairs:
        if a.dtype.kind != "f" or not np.isfinite(a).all() or not np.isfinite(b).all():
            return ""
        place = np.unravel_index(np.abs(b).argmax(), b.shape)
        if a[place] == 0:
            return ""
        ratios.append(float(b[place] / a[place]))
        if not np.allclose(a * ratios[-1], b, rtol=NEAR, atol=NEAR * amplitude(b)):
            return ""
    ratio = ratios[0]
    if not ratio:
        return ""
    if any(abs(other / ratio - 1) > NEAR for other in ratios) or abs(ratio - 1) < NEAR:
        return ""
    if abs(ratio + 1) < NEAR:
        return "the sign is wrong here"
    named = name_of(ratio, evidence.symbols)
    if not named and not (are_many([b for _, b in pairs]) or is_whole(ratio)):
        return ""  # one number always has some ratio to another
    if abs(abs(ratio) - 1) < ALMOST:
        return "the value here is almost right: look at the constants, and at eps"
    many = "large" if abs(ratio) < 1 else "small"
    times = 1 / abs(ratio) if abs(ratio) < 1 else abs(ratio)
    words = f"the value here is {times:.4g} times too {many}"
    return f"{words}: a factor {named} is missing, or is another one" if named else words


def are_many(values: Sequence[Array]) -> bool:
    """Whether there are entries of several sizes, so that one factor for all of them tells."""
    entries = np.concatenate([np.abs(value).ravel() for value in values])
    return bool(np.ptp(entries) > ALMOST * entries.max())


def is_whole(ratio: float) -> bool:
    """Whether a factor, or what divides by it, is a small whole number."""
    large = max(abs(ratio), 1 / abs(ratio))
    return large < SMALL and abs(large - round(large)) < NEAR


def dropped(pairs: Pairs, evidence: Evidence) -> str:
    """Dropout, by the rate of its stand-in, which is x (1 + p) where x > 0, else x (1 - p / 2)."""
    rates = []
    for a, b in pairs:
        if not a.dtype.kind == b.dtype.kind == "f" or not np.isfinite([a, b]).all():
            return ""
        found = rate_between(a, b)
        back = rate_between(b, a) if found is None else None
        if found is None and back is None:
            return ""
        rates.append((found, back))
    missing, extra = rates[0]
    if any(other != rates[0] for other in rates):
        return ""
    if missing is not None:
        return f"dropout (p = {missing:g}) is missing here"
    return f"dropout (p = {extra:g}) is applied here, and not in the reference"


def rate_between(a: Array, b: Array) -> float | None:
    """The p for which b is the stand-in of dropout of a."""
    positive = a[a > 0], b[a > 0]
    if not positive[0].size:
        return None
    p = round(float((positive[1] / positive[0]).max()) - 1, 6)
    stand_in = np.where(a > 0, a * (1 + p), a * (1 - p / 2))
    return p if 0 < p <= 1 and is_same(stand_in, b) else None


def name_of(number: float, symbols: dict[str, int]) -> str:
    """A factor in the letters of the kata: a size, its root, or one of these inverted."""
    for name, size in symbols.items():
        if size < 2:
            continue
        forms = {
            name: float(size),
            f"1 / {name}": 1 / size,
            f"{name} ** 0.5": math.sqrt(size),
            f"{name} ** -0.5": 1 / math.sqrt(size),
        }
        for words, value in forms.items():
            if abs(number / value - 1) < NEAR:
                return words
    return ""


def transposed(pairs: Pairs, evidence: Evidence) -> str:
    """The same entries in another order."""
    if all(fits(a, b) for a, b in pairs):
        return "the entries are right, their order is not: look at the axes here"
    if all(sorted_alike(a, b) for a, b in pairs):
        return (
            "the entries are right, but shuffled: look at view, reshape and transpose here, "
            "and at the order in cat or stack"
        )
    return ""


def sorted_alike(a: Array, b: Array) -> bool:
    """Whether two arrays hold the same entries."""
    return a.dtype.kind == b.dtype.kind == "f" and is_same(np.sort(a, None), np.sort(b, None))


def masked(pairs: Pairs, evidence: Evidence) -> str:
    """Entries that only one of them hides."""
    if any(a.dtype.kind != "f" for a, _ in pairs):
        return ""
    ours = [np.isneginf(a) for a, _ in pairs]
    theirs = [np.isneginf(b) for _, b in pairs]
    if all(np.array_equal(a, b) for a, b in zip(ours, theirs, strict=True)):
        return ""
    if not any(a.any() for a in ours):
        return "the reference hides entries here (-inf), yours are all there"
    if all(np.array_equal(a, ~b) for a, b in zip(ours, theirs, strict=True)):
        return "the mask hides what should be kept and keeps what should be hidden"
    return "the mask hides other entries than the reference's"


def missing_term(pairs: Pairs, evidence: Evidence) -> str:
    """A sum that lacks one of the attempt's own values."""
    a, b = pairs[0]
    if a.dtype.kind != "f" or not (np.isfinite(a).all() and np.isfinite(b).all()):
        return ""
    for sign, words in ((1, "is not added here"), (-1, "is added here and should not be")):
        difference = sign * (b - a)
        for event in evidence.attempt.events:
            value = event.value
            if value.dtype.kind == "f" and value.shape == a.shape and is_same(difference, value):
                text = evidence.attempt.sites[event.site].text
                if len(text) <= 60 and "\n" not in text:
                    return f"`{text}` {words}"
    return ""
