"""The table of cards, which follows from the reviews and the fitted parameters."""

import sqlite3
from dataclasses import asdict

from torchkata.contracts import Fitted, Reviewed
from torchkata.journal.rows import TABLE_OF, selected


def refresh(connection: sqlite3.Connection, kata: str | None = None) -> int:
    """Work out the cards of one kata or of all from their reviews anew; how many there are."""
    from torchkata.journal.schedule import DEFAULT_WEIGHTS, cards

    fitted = [e for e in selected(connection, TABLE_OF[Fitted]) if isinstance(e, Fitted)]
    weights = fitted[-1].weights if fitted else DEFAULT_WEIGHTS
    reviews = selected(connection, TABLE_OF[Reviewed], kata=kata)
    found = cards((e for e in reviews if isinstance(e, Reviewed)), weights)
    connection.execute("delete from cards where :kata is null or kata = :kata", {"kata": kata})
    connection.executemany(
        "insert into cards values (:kata, :due, :last, :stability, :difficulty, :reviews, :lapses)",
        [
            {**asdict(card), "due": card.due.isoformat(), "last": card.last.isoformat()}
            for card in found.values()
        ],
    )
    return len(found)
