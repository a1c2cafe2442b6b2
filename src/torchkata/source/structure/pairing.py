"""Pairs out of how alike things are."""

from collections import Counter

Pairs = dict[int, int]  # index in the reference's function -> in the attempt's
Likenesses = dict[tuple[int, int], float]


def overlap(a: Counter[str], b: Counter[str]) -> float:
    """What two bags share, 0 to 1."""
    small, large = (a, b) if len(a) < len(b) else (b, a)
    shared = sum(min(count, large[key]) for key, count in small.items() if key in large)
    return 2 * shared / max(a.total() + b.total(), 1)


def by_value(values: Likenesses) -> Pairs:
    """Pairs in any order, the best first."""
    pairs: Pairs = {}
    taken = set()
    for (i, j), _ in sorted(values.items(), key=lambda v: (-v[1], abs(v[0][0] - v[0][1]), v[0])):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def in_order(values: Likenesses, rows: int, columns: int) -> Pairs:
    """Of all pairings that keep the order, one with the highest sum."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        here, below = best[i], best[i + 1]
        for j in range(columns - 1, -1, -1):
            own = values.get((i, j))
            here[j] = max(below[j], here[j + 1], -1.0 if own is None else below[j + 1] + own)
    pairs: Pairs = {}
    i = j = 0
    while i < rows and j < columns:
        own = values.get((i, j))
        if own is not None and best[i][j] == best[i + 1][j + 1] + own:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
