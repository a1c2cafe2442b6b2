"""Which lines of two blocks stand for each other."""

import re
from collections import Counter
from collections.abc import Sequence

TOKEN = re.compile(r"\w+|[^\w\s]")
ALIKE = 0.4  # of two lines' tokens in common, from which on a pair says more than two single lines
LARGEST = 100_000  # pairs of lines

Pair = tuple[int | None, int | None]


def paired(left: Sequence[str], right: Sequence[str]) -> list[Pair]:
    """Indices of both blocks in order, each once; lines that are alike enough share a pair.

    Of all pairings that keep the order, one whose likenesses sum to the most. Blocks too large to
    weigh in a moment stay apart.
    """
    if len(left) * len(right) > LARGEST:
        return [*((k, None) for k in range(len(left))), *((None, k) for k in range(len(right)))]
    likeness = _likenesses(left, right)
    best = _best_sums(likeness, len(left), len(right))
    pairs: list[Pair] = []
    i, j = 0, 0
    while i < len(left) and j < len(right):
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    rest_left: list[Pair] = [(k, None) for k in range(i, len(left))]
    rest_right: list[Pair] = [(None, k) for k in range(j, len(right))]
    return pairs + rest_left + rest_right


def _likenesses(left: Sequence[str], right: Sequence[str]) -> list[list[float]]:
    """Shared tokens of each pair, 0 to 1; 0 where the two are not alike."""
    left_tokens = [Counter(TOKEN.findall(line)) for line in left]
    right_tokens = [Counter(TOKEN.findall(line)) for line in right]
    return [[_likeness(a, b) for b in right_tokens] for a in left_tokens]


def _likeness(left: Counter[str], right: Counter[str]) -> float:
    shared = 2 * (left & right).total() / max(left.total() + right.total(), 1)
    return shared if shared >= ALIKE else 0.0


def _best_sums(likeness: list[list[float]], rows: int, columns: int) -> list[list[float]]:
    """The most that the blocks from (i, j) on can have in common."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            together = best[i + 1][j + 1] + likeness[i][j]
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    return best
