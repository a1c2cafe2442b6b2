"""A year of somebody's practice, as the lines that `kata journal import` reads."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from random import Random

from torchkata.contracts import Attempted, Began, Card, Entry, Rating, Reviewed
from torchkata.journal.exchange import KIND, SCHEMA
from torchkata.journal.rows import TABLE_OF, row
from torchkata.journal.schedule import card

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)  # when the year is over
DAYS = 360
MOST_A_DAY = 4
CHANCE_OF_PRACTICE = 0.62
LATELY = 6  # days up to now without a gap
NEW_EVERY = 10  # days
ROAD = (
    "broadcast_sum causal_mask coordinate_grid count_parameters gather_tokens gelu gelu_tanh "
    "leaky_relu padding_mask silu softmax split_heads tokenize_image elu masked_mean merge_heads "
    "patchify token_similarity unpatchify linear nll_loss smooth_l1 cross_entropy embedding kl_div "
    "layer_norm patch_embedding scale_shift simple_net batch_norm dropout group_norm mlp rms_norm "
    "adamw sgd attention"
).split()
SLIPS = (
    ("values", "the value here is 2 times too large"),
    ("shapes", None),
    ("values", "the mask hides entries that count"),
    ("builds", "it raised RuntimeError"),
    ("values", "the entries are right, in another order"),
    ("gradients", "detach() cuts the gradient here"),
)


@dataclass
class Learner:
    """Practises on most days, first what is due, and gets faster; always alike."""

    random: Random = field(default_factory=lambda: Random(109))
    reviews: dict[str, list[Reviewed]] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)

    def live(self) -> Iterator[Entry]:
        """Everything that happened, day by day, up to the evening before NOW."""
        for back in range(DAYS, 0, -1):
            if back > LATELY and self.random.random() > CHANCE_OF_PRACTICE:
                continue
            evening = datetime.combine(NOW.date() - timedelta(days=back), time(18), UTC)
            for number, kata in enumerate(self.line(evening)):
                yield from self.practise(kata, evening + timedelta(minutes=25 * number))

    def line(self, evening: datetime) -> list[str]:
        """What is due, then something new now and then; else any kata."""
        due = sorted((c.due, c.kata) for c in self.cards.values() if c.due <= evening.date())
        known = len(self.cards)
        most = 1 + (DAYS - (NOW - evening).days) / NEW_EVERY
        new = [ROAD[known]] if known < min(most, len(ROAD)) else []
        found = [*(kata for _, kata in due), *new] or [self.random.choice(list(self.cards))]
        return found[:MOST_A_DAY]

    def practise(self, kata: str, start: datetime) -> Iterator[Entry]:
        """One practice file: begun, checked once or a few times, and passed."""
        before = self.reviews.setdefault(kata, [])
        path = f"/home/you/{kata}.py"
        yield Began(start, kata, "blank", path)
        seconds = self.random.uniform(300, 900) * 0.87 ** len(before)
        slips = [] if self.random.random() < 0.35 + 0.1 * len(before) else [self.slip()]
        for number, (check, message) in enumerate(slips, 1):
            passed_by = seconds * number / (len(slips) + 1)
            yield self.attempt(kata, start, passed_by, check, message)
        yield self.attempt(kata, start, seconds)
        rating = Rating.HARD if slips and not before else Rating.GOOD
        before.append(Reviewed(start + timedelta(seconds=seconds), kata, rating, seconds))
        self.cards[kata] = card(before)
        yield before[-1]

    def slip(self) -> tuple[str, str | None]:
        """The check that fails at first, and what is said of the line."""
        return self.random.choice(SLIPS)

    def attempt(
        self,
        kata: str,
        start: datetime,
        seconds: float,
        check: str | None = None,
        message: str | None = None,
    ) -> Attempted:
        """One check; it passes unless a failing check is named."""
        known = len(self.reviews[kata])
        recall = min(1.0, self.random.uniform(0.55, 0.8) + 0.06 * known)
        return Attempted(
            time=start + timedelta(seconds=seconds),
            kata=kata,
            level="blank",
            outcome="passed" if check is None else "failed",
            device="cpu",
            path=f"/home/you/{kata}.py",
            text=f"# kata: {kata}\n",
            failing_check=check,
            departure_line=None if message is None else 12,
            departure_message=message,
            recall=round(recall, 3),
            seconds=round(seconds),
        )


def lines() -> Iterator[str]:
    """The journal, line by line."""
    yield json.dumps({"kind": KIND, "schema": SCHEMA})
    for number, entry in enumerate(Learner().live()):
        word = TABLE_OF[type(entry)].word
        yield json.dumps({"kind": word, "uid": f"{number:032x}", **row(entry)})
