"""What is wrong with a value, said as exactly as its numbers allow."""

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from torchkata.coach.values import Array, amplitude, fits, is_same
from torchkata.contracts import Evidence, Recording

NEAR = 1e-6
ALMOST = 1e-3
SMALL = 12.5
LONGEST = 60  # characters of what is quoted
FEWEST = 4  # the size divided by it: so many entries that differ tell an order
BATCH = "B"
ALMOST_RIGHT = "the value here is almost right: look at the constants, and at eps"
OTHER = "the value here is not the reference's"
BEFORE = "; what comes before is right"
MISSING = "the value here is right so far; what the reference makes of it next is missing"
ANOTHER = "the value here is right somewhere else; another one belongs here"
BUILT = " is built otherwise than the reference's"
OR_GIVEN = ", or what it is given, is not as in the reference"
IN_MEMORY = "the entries and their order are right here, how they lie in memory is not"


class Values(Protocol):
    """Values that are there somewhere."""

    def has(self, value: Array) -> bool:
        """Whether this one is."""


def what_differs(
    ours: Sequence[Array], theirs: Sequence[Array], evidence: Evidence, known: Values
) -> str:
    """One sentence about the attempt's values and those that belong there."""
    pairs: Pairs = list(zip(ours, theirs, strict=False))  # what was stopped has fewer
    overflown = endless(pairs)
    if overflown:
        return overflown
    pairs = without_ones(pairs)
    if any(a.shape != b.shape for a, b in pairs):
        a, b = pairs[0]
        kind = "layout" if a.size == b.size else "shape"
        return f"its value has another {kind} here: {a.shape}, the reference goes on with {b.shape}"
    if all(is_same(a, b) for a, b in pairs):
        return IN_MEMORY if evidence.has_raised else ALMOST_RIGHT
    for words in (dropped, factor, transposed, masked, missing_term):
        found = words(pairs, evidence)
        if found:
            return found
    if all(known.has(b) for b in theirs):
        return "another value that you have belongs here"
    return OTHER + BEFORE


Pairs = Sequence[tuple[Array, Array]]


def endless(pairs: Pairs) -> str:
    """What is nan, or too large for a number; what is -inf beside numbers is hidden by a mask."""
    if not all(np.isfinite(b).all() for _, b in pairs):
        return ""
    if any(np.isnan(a).any() for a, _ in pairs):
        return "there is nan here, and the reference has numbers"
    if any(np.isposinf(a).any() or (not a.ndim and np.isinf(a)) for a, _ in pairs):
        return "there is inf here, and the reference has numbers"
    return ""


def without_ones(pairs: Pairs) -> Pairs:
    """In the reference's layout what differs from it by axes of size 1, and by other values too."""
    laid_out = [
        a.reshape(b.shape) if lean(a) == lean(b) and a.dtype.kind == b.dtype.kind else a
        for a, b in pairs
    ]
    moved = [(a, b) for a, (_, b) in zip(laid_out, pairs, strict=True)]
    is_other = any(a.shape == b.shape and not is_same(a, b) for a, b in moved)
    return moved if is_other else pairs


def lean(value: Array) -> tuple[int, ...]:
    """Its shape but for axes of size 1."""
    return tuple(size for size in value.shape if size != 1)


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
    kept = widths(evidence.reference)
    names = names_of(ratio, kept) or names_of(ratio, evidence.symbols)
    if not names and not (are_many([b for _, b in pairs]) or is_whole(ratio)):
        return ""  # one number always has some ratio to another
    if abs(abs(ratio) - 1) < ALMOST:
        return ALMOST_RIGHT
    many = "large" if abs(ratio) < 1 else "small"
    times = 1 / abs(ratio) if abs(ratio) < 1 else abs(ratio)
    words = f"the value here is {times:.4g} times too {many}"
    is_named = len(names) == 1  # of several nothing tells which is meant
    return f"{words}: a factor {names[0]} is missing, or is another one" if is_named else words


def are_many(values: Sequence[Array]) -> bool:
    """Whether there are entries of several sizes, so that one factor for all of them tells."""
    entries = np.concatenate([np.abs(value).ravel() for value in values])
    return bool(np.ptp(entries) > ALMOST * entries.max())


def is_whole(ratio: float) -> bool:
    """Whether a factor, or what divides by it, is a small whole number."""
    large = max(abs(ratio), 1 / abs(ratio))
    return large < SMALL and abs(large - round(large)) < NEAR


def dropped(pairs: Pairs, evidence: Evidence) -> str:
    """Dropout, by the rate of its stand-in, which is x (1 + p) where x > 0, else x (1 - p / 2).

    One number, or several that are all alike, may be off by any factor for another reason.
    """
    if any(a.dtype.kind != "f" or b.dtype.kind != "f" for a, b in pairs):
        return ""
    if not all(np.isfinite([a, b]).all() for a, b in pairs) or not are_many([b for _, b in pairs]):
        return ""
    ours, theirs = ("dropout" in text.lower() for text in evidence.texts)
    missing = {rate_between(a, b) for a, b in pairs} if theirs and evidence.train else {None}
    extra = {rate_between(b, a) for a, b in pairs} if ours else {None}
    match [*missing], [*extra]:
        case [float() as rate], _:
            return f"dropout (p = {rate:g}) is missing here"
        case _, [float() as rate]:
            return f"dropout (p = {rate:g}) is applied here, and not in the reference"
    return ""


def rate_between(a: Array, b: Array) -> float | None:
    """The p for which b is the stand-in of dropout of a."""
    positive = a[a > 0], b[a > 0]
    if not positive[0].size:
        return None
    p = round(float((positive[1] / positive[0]).max()) - 1, 6)
    stand_in = np.where(a > 0, a * (1 + p), a * (1 - p / 2))
    return p if 0 < p <= 1 and is_same(stand_in, b) else None


def widths(reference: Recording) -> dict[str, int]:
    """The whole numbers that the reference keeps: it is likelier to use these than others."""
    kept = {line: name for name, line in reference.attributes.items()}
    numbers = ((reference.sites[event.site], event.value) for event in reference.building)
    return {
        kept[site.statement].removeprefix("self."): int(value)
        for site, value in numbers
        if site.is_whole and site.statement in kept and not value.ndim and value.dtype.kind == "i"
    }


def names_of(number: float, sizes: dict[str, int]) -> list[str]:
    """A factor in letters: sizes, their roots, or one of these inverted, that are that number.

    Nothing is scaled by the root of a batch.
    """
    forms = [
        form
        for name, size in sizes.items()
        if size > 1
        for form in (
            (name, float(size)),
            (f"1 / {name}", 1 / size),
            (f"{name} ** 0.5", math.sqrt(size)),
            (f"{name} ** -0.5", 1 / math.sqrt(size)),
        )
        if "**" not in form[0] or name != BATCH
    ]
    return [words for words, value in forms if abs(number / value - 1) < NEAR]


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
    """Whether two arrays hold the same entries, and many of them: ones and zeros tell nothing."""
    if not a.dtype.kind == b.dtype.kind == "f":
        return False
    ours, theirs = np.sort(a, None), np.sort(b, None)
    steps = np.diff(theirs) > NEAR * amplitude(theirs)
    return is_same(ours, theirs) and FEWEST * int(np.count_nonzero(steps)) >= theirs.size


def masked(pairs: Pairs, evidence: Evidence) -> str:
    """Entries that only one of them hides; those that both show have to be the same."""
    if any(a.dtype.kind != "f" or not a.ndim for a, _ in pairs):
        return ""
    ours = [np.isneginf(a) for a, _ in pairs]
    theirs = [np.isneginf(b) for _, b in pairs]
    shown = [~(a | b) for a, b in zip(ours, theirs, strict=True)]
    if not all(is_same(a[both], b[both]) for (a, b), both in zip(pairs, shown, strict=True)):
        return ""
    if all(np.array_equal(a, b) for a, b in zip(ours, theirs, strict=True)):
        return ""
    if not any(a.any() for a in ours):
        return "the reference hides entries here (-inf), yours are all there"
    if not any(b.any() for b in theirs):
        return "there is -inf here, and the reference has numbers"
    if all(np.array_equal(a, ~b) for a, b in zip(ours, theirs, strict=True)):
        return "the mask hides what should be kept and keeps what should be hidden"
    return "the mask hides other entries than the reference's"


def missing_term(pairs: Pairs, evidence: Evidence) -> str:
    """A sum that lacks one of the attempt's own values, every time."""
    if any(a.dtype.kind != "f" or not np.isfinite([a, b]).all() for a, b in pairs):
        return ""
    for sign, words in ((1, "is not added here"), (-1, "is added here and should not be")):
        lacking = [sign * (b - a) for a, b in pairs]
        if any(map(is_next_to_nothing, lacking, (b for _, b in pairs))):
            continue
        text = own_value(lacking, evidence)
        if text:
            return f"`{text}` {words}"
    return ""


def is_next_to_nothing(value: Array, beside: Array) -> bool:
    """Whether a value is so small that it may as well be rounding."""
    return amplitude(value) <= NEAR * amplitude(beside)


def own_value(values: Sequence[Array], evidence: Evidence) -> str:
    """What the attempt computes that is one of these values after the other."""
    found: dict[int, int] = {}  # how many of them, by the site
    for event in evidence.attempt.events:
        value, count = event.value, found.get(event.site, 0)
        if value.dtype.kind == "f" and count < len(values) and is_same(values[count], value):
            found[event.site] = count + 1
            text = evidence.attempt.sites[event.site].text
            if count + 1 == len(values) and len(text) <= LONGEST and "\n" not in text:
                return text
    return ""
