"""A learner who is made of numbers: remembers as FSRS supposes, and always alike for one seed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from torchkata.contracts import Card, Rating, Reviewed
from torchkata.journal.schedule import card

FIRST_DAY = date(2030, 1, 1)


@dataclass
class Learner:
    """Begins a new kata now and then, and reviews what is due, up to so many a day."""

    n_katas: int
    most_a_day: int = 12
    seed: int = 7
    retention: float = 0.9  # chance to remember on the due day; falls with every day after it
    logs: dict[str, list[Reviewed]] = field(default_factory=lambda: defaultdict(list))
    cards: dict[str, Card] = field(default_factory=dict)

    def live(self, days: int) -> Iterator[tuple[Card | None, Reviewed, Card]]:
        """Every review in turn, with the card before it and after it."""
        random = Random(self.seed)
        for number in range(days):
            today = FIRST_DAY + timedelta(days=number)
            due = sorted((c.due, c.kata) for c in self.cards.values() if c.due <= today)
            katas = [kata for _, kata in due][: self.most_a_day]
            if len(self.cards) < self.n_katas and len(katas) < self.most_a_day:
                katas.append(f"kata{len(self.cards):02d}")
            for kata in katas:
                yield self.review(kata, today, random)

    def review(self, kata: str, today: date, random: Random) -> tuple[Card | None, Reviewed, Card]:
        """One review on one day."""
        before = self.cards.get(kata)
        now = datetime.combine(today, time(9), UTC)
        review = Reviewed(now, kata, self.rating(before, today, random))
        self.logs[kata].append(review)
        self.cards[kata] = card(self.logs[kata])
        return before, review, self.cards[kata]

    def rating(self, before: Card | None, today: date, random: Random) -> Rating:
        """How well it goes: worse the longer the kata has been due."""
        if before is None:
            return random.choice([Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.GOOD])
        share = (today - before.last).days / max(1, (before.due - before.last).days)
        if random.random() > self.retention**share:
            return Rating.AGAIN
        return random.choice([Rating.HARD, Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.EASY])
