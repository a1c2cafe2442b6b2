"""A simulated learner over years: intervals grow while katas are remembered, lapses shrink them.

    python tests/bench/learner.py

Prints a table by how often a kata had been remembered in a row, and one by year. Always the same.
"""

import sys
from collections import defaultdict
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "journal"))
from learner import FIRST_DAY, Learner

from torchkata.contracts import Card, Rating

N_KATAS = 67
DAYS = 3650
WELL_KNOWN = 5  # remembered so often in a row, and more


def days(card: Card) -> int:
    """The interval that a card was given."""
    return (card.due - card.last).days


def main() -> None:
    learner = Learner(n_katas=N_KATAS)
    streaks: dict[str, int] = defaultdict(int)
    grown: dict[int, list[tuple[int, int]]] = defaultdict(list)
    shrunk: dict[int, list[tuple[int, int]]] = defaultdict(list)
    years: dict[int, list[Rating]] = defaultdict(list)
    for before, review, after in learner.live(DAYS):
        years[(review.time.date() - FIRST_DAY).days // 365].append(review.rating)
        streak = min(streaks[review.kata], WELL_KNOWN)
        is_lapse = review.rating is Rating.AGAIN
        streaks[review.kata] = 0 if is_lapse else streaks[review.kata] + 1
        if before is not None:
            (shrunk if is_lapse else grown)[streak].append((days(before), days(after)))

    print("remembered   reviews   interval before -> after   lapses   interval before -> after")
    for streak in sorted(grown):
        lapsed = shrunk[streak]
        row = [f"{streak}{'+' if streak == WELL_KNOWN else ' '} times in a row".ljust(18)]
        row.append(f"{len(grown[streak]):5d}   {middle(grown[streak])}")
        row.append(f"{len(lapsed):5d}   {middle(lapsed)}" if lapsed else "    0")
        print("   ".join(row))
    print()
    print("year   reviews   remembered   reviews a day")
    for year, ratings in sorted(years.items()):
        kept = sum(rating is not Rating.AGAIN for rating in ratings) / len(ratings)
        print(f"{year + 1:4d}   {len(ratings):7d}   {kept:10.0%}   {len(ratings) / 365:13.2f}")
    every = [rating for ratings in years.values() for rating in ratings]
    print(f"{len(every)} reviews of {N_KATAS} katas in {DAYS} days")


def middle(pairs: list[tuple[int, int]]) -> str:
    """The median interval before and after."""
    before, after = (median(values) for values in zip(*pairs, strict=True))
    return f"{before:6.0f} -> {after:5.0f} days   "


if __name__ == "__main__":
    main()
