"""What is to be done about each kata today."""

from collections.abc import Iterable, Mapping
from datetime import date

from torchkata.contracts import Card, Kata, Standing, State


def standings(
    touched: Mapping[str, bool], cards: Mapping[str, Card], today: date
) -> dict[str, Standing]:
    """Every kata that is not new; `touched` says of each one begun whether it ever passed."""
    found = {}
    for kata in sorted({*touched, *cards}):
        card = cards.get(kata)
        if card is not None and card.due <= today:
            state = State.DUE
        else:
            state = State.DONE if touched.get(kata) else State.BEGUN
        found[kata] = Standing(kata, state, card.due if card else None)
    return found


def suggestion(katas: Iterable[Kata], touched: Mapping[str, bool]) -> Kata | None:
    """The first new kata on the road whose prerequisites have passed; else the first new one."""
    new = [kata for kata in katas if kata.id not in touched]
    ready = (kata for kata in new if all(touched.get(name) for name in kata.prerequisites))
    return next(ready, new[0] if new else None)
