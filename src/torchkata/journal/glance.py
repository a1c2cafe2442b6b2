"""What the journal tells at a glance, without reading what happened when."""

from datetime import date
from pathlib import Path
from typing import Any

from torchkata.contracts import Card
from torchkata.journal.store import Store


class Glance:
    """The journal in `folder`, to be looked at.

    Every method raises `KataError` where the file cannot be read; callers go on without.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.sqlite3"
        self.store = Store(self.path)

    def cards(self) -> dict[str, Card]:
        """Where each kata that was ever reviewed stands in the schedule."""
        if not self.store.is_there:
            return {}
        with self.store.reading() as connection:
            return {row["kata"]: _card(row) for row in connection.execute("select * from cards")}

    def touched(self) -> dict[str, bool]:
        """Whether each kata that was ever begun, checked or given up has passed."""
        if not self.store.is_there:
            return {}
        query = (
            "select kata, max(passed) as passed from ("
            "select kata, outcome = 'passed' as passed from attempts "
            "union all select kata, 0 from begun union all select kata, 0 from gave_up"
            ") group by kata"
        )
        with self.store.reading() as connection:
            return {row["kata"]: bool(row["passed"]) for row in connection.execute(query)}


def _card(row: dict[str, Any]) -> Card:
    """The card that a row holds."""
    days = {name: date.fromisoformat(row[name]) for name in ("due", "last")}
    return Card(**{**row, **days})
