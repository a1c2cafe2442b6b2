"""Breaking true symmetries: pair the members of a colour, refine, go back on a contradiction.

Whole colours are paired first, which is quick and finds nearly every relabelling. Where that fails,
one scalar of the reference is paired with every scalar that it may be: if each of them leads to a
contradiction, it is proved that there is no relabelling.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from torchkata.judge.align.budget import Budget
from torchkata.judge.align.labels import any_of, compact, is_discrete, natural_map, sizes
from torchkata.judge.align.orders import axis_orders, regroupings
from torchkata.judge.align.refine import LIVE, Colouring, Contradiction, OutOfTimeError, Refiner
from torchkata.judge.align.verify import Agreement, verify
from torchkata.judge.side import Indices, Side

MOST_CONTRADICTIONS = 12  # where whole colours are paired
MOST_EXCLUSIONS = 400  # where a relabelling is excluded, pair by pair
MOST_TENSOR_GUESSES = 3


@dataclass(frozen=True)
class Guess:
    """One way to break a symmetry."""

    how: str
    labels: Indices


@dataclass(frozen=True)
class Found:
    """How a search ended: with a partner for each scalar of the attempt, or without."""

    partner: Indices | None
    agreement: Agreement | None = None  # gradients may still differ where a map is found
    is_proof: bool = False  # no relabelling exists
    contradiction: Contradiction | None = None
    ran_out: bool = False  # of its budget, with guesses left to try
    is_too_wide: bool = False  # there are more ways than could be excluded in time

    @property
    def is_about_values(self) -> bool:
        """Whether outputs differ under every relabelling, whatever the gradients are."""
        found = self.contradiction
        is_none = self.partner is None and self.is_proof
        return is_none and found is not None and found.difference is not None


def search(reference: Side, attempt: Side, *, budget: float, exclusion: float) -> Found:
    """Refine from one colour, then pair colours, all or one at a time, at last single scalars.

    The last step has `exclusion` processor seconds of its own.
    """
    refiner = Refiner(reference, attempt, budget=budget)
    try:
        colouring = refiner.refine(refiner.start())
        if colouring is None:
            return Found(None, is_proof=True, contradiction=refiner.contradiction)
        by = Search(refiner)
        found = by.verified(colouring) or by.at_once(colouring) or by.run(colouring)
    except OutOfTimeError:
        return Found(None, contradiction=refiner.contradiction, ran_out=True)
    if found.partner is not None or exclusion <= 0:
        return found
    refiner.budget = Budget(refiner.attempt.bench, exclusion)
    try:
        return Exclusion(refiner).run(colouring)
    except OutOfTimeError:
        return replace(found, is_too_wide=True)


def search_ahead(reference: Side, attempt: Side, *, budget: float) -> None:
    """Ask all that an attempt with names and places of its own leads to, so that it is known."""
    refiner = Refiner(reference, attempt, budget=budget)
    colouring = refiner.refine(refiner.start())
    if colouring is not None:
        by = Search(refiner)
        if by.at_once(colouring) is None:
            by.run(colouring)


class Search:
    """Guesses, each refined before the next: at all colours at once, or depth first at one."""

    most_contradictions = MOST_CONTRADICTIONS

    def __init__(self, refiner: Refiner) -> None:
        self.refiner = refiner
        self.reference = refiner.reference
        self.attempt = refiner.attempt
        self.n = refiner.n
        self.preferred: dict[int, str] = {}  # the way that worked for colours of this size
        self.contradictions = 0

    def run(self, start: Colouring) -> Found:
        """The first relabelling that verifies; the one that `start` gives by itself does not."""
        stack = [(self.guesses(start), start)]
        while True:
            guess = self.next_guess(stack)
            if guess is None or self.contradictions > self.most_contradictions:
                return self.given_up(is_exhausted=guess is None)
            parent = stack[-1][1]
            node = self.refiner.refine(Colouring(guess.labels, parent.alive), patience=1)
            if node is None:
                self.contradictions += 1
                continue
            self.preferred[len(self.symmetric(parent))] = guess.how
            if found := self.verified(node):
                return found
            stack.append((self.guesses(node), node))

    def verified(self, node: Colouring) -> Found | None:
        """The relabelling that takes colours in natural order, if it holds."""
        partner = natural_map(node.labels, self.n)
        agreement = verify(self.reference, self.attempt, partner)
        return Found(partner, agreement, is_proof=True) if agreement.values else None

    def at_once(self, start: Colouring) -> Found | None:
        """Every colour in natural order, again and again: enough where each tensor has its twin."""
        node: Colouring | None = start
        while node is not None:
            guess = self.twins(node)
            if guess is None:
                return self.verified(node) if node is not start else None
            node = self.refiner.refine(Colouring(guess.labels, node.alive), patience=1)
        return None

    def twins(self, node: Colouring) -> Guess | None:
        """All live colours that lie in one tensor on either side; None where there are none."""
        reference, attempt = sizes(node.labels, self.n)
        places = np.arange(len(node.labels))
        owner = np.concatenate([self.reference.owner, self.attempt.owner])
        is_pair = (reference > 1) & (reference == attempt) & any_of(node.alive, node.labels)
        for side in (places < self.n, places >= self.n):
            first = np.full(len(reference), len(owner))
            last = np.full(len(reference), -1)
            np.minimum.at(first, node.labels[side], owner[side])
            np.maximum.at(last, node.labels[side], owner[side])
            is_pair &= first == last
        if not is_pair.any():
            return None
        chosen = places[is_pair[node.labels]]
        ordered = chosen[np.argsort(node.labels[chosen], kind="stable")]
        return self.pair(node, ordered[ordered < self.n], ordered[ordered >= self.n], "at once")

    def given_up(self, *, is_exhausted: bool) -> Found:
        """What is known where no guess held."""
        return Found(None, contradiction=self.refiner.contradiction)

    def next_guess(self, stack: list[tuple[Iterator[Guess], Colouring]]) -> Guess | None:
        """The next guess of the deepest node that has one left."""
        while stack:
            guess = next(stack[-1][0], None)
            if guess is not None:
                return guess
            stack.pop()
        return None

    def guesses(self, node: Colouring) -> Iterator[Guess]:
        """Ways to break the smallest symmetry, or to wake tensors where nothing is live."""
        members = self.symmetric(node)
        if not len(members):
            yield from self.tensor_guesses(node)
            return
        colour = int(node.labels[members[0]])
        partners = np.flatnonzero(node.labels[self.n :] == colour) + self.n
        if len(partners) != len(members):
            return
        yield from self.pairings(node, members, partners)

    def pairings(self, node: Colouring, members: Indices, partners: Indices) -> Iterator[Guess]:
        """Ways to relate the members of a colour, the likeliest first."""
        yield from self.colour_guesses(node, members, partners)
        yield self.pair(node, members[:1], partners[:1], "single")

    def symmetric(self, node: Colouring) -> Indices:
        """The reference's members of the smallest live colour, those of one tensor first."""
        reference, _ = sizes(node.labels, self.n)
        candidates = np.flatnonzero((reference > 1) & any_of(node.alive, node.labels))
        if not len(candidates):
            return np.zeros(0, np.int64)
        first = np.full(len(reference), len(self.reference.leaves))
        last = np.full(len(reference), -1)
        np.minimum.at(first, node.labels[: self.n], self.reference.owner)
        np.maximum.at(last, node.labels[: self.n], self.reference.owner)
        spread = last[candidates] - first[candidates]
        chosen = candidates[np.lexsort((reference[candidates], spread))[0]]
        return np.flatnonzero(node.labels[: self.n] == chosen)

    def colour_guesses(
        self, node: Colouring, members: Indices, partners: Indices
    ) -> Iterator[Guess]:
        """A whole colour in natural order or regrouped; first with its sibling tensors' alike."""
        orders = regroupings(len(members))
        preferred = self.preferred.get(len(members), "")
        names = sorted(orders, key=lambda name: name != preferred)
        siblings = self.siblings(node, members)
        for group in ([siblings] if siblings else []) + [[]]:
            for name in names:
                labels = node.labels
                for mine, theirs in [(members, partners), *group]:
                    labels = recoloured(labels, mine, theirs[orders[name]])
                yield Guess(name, compact(labels))

    def siblings(self, node: Colouring, members: Indices) -> list[tuple[Indices, Indices]]:
        """Colours that play the same part in tensors of the same name but for its numbers."""
        owner = self.reference.owner[members[0]]
        if (self.reference.owner[members] != owner).any():
            return []
        stem, shape = self.stem(owner), self.reference.leaves[owner].shape
        place = members[0] - np.flatnonzero(self.reference.owner == owner)[0]
        found = []
        for number, leaf, mine in self.reference.whole_leaves():
            if number == owner or self.stem(number) != stem or leaf.shape != shape:
                continue
            colour = node.labels[mine[place]]
            theirs = np.flatnonzero(node.labels[self.n :] == colour) + self.n
            alike = np.flatnonzero(node.labels[: self.n] == colour)
            if len(alike) == len(members) == len(theirs) and np.isin(alike, mine).all():
                found.append((alike, theirs))
        return found

    def stem(self, number: int) -> str:
        """A leaf's name with its numbers struck out."""
        return re.sub(r"\d+", "#", self.reference.leaves[number].name)

    def pair(self, node: Colouring, members: Indices, partners: Indices, how: str) -> Guess:
        """These scalars play those."""
        return Guess(how, compact(recoloured(node.labels, members, partners)))

    def tensor_guesses(self, node: Colouring) -> Iterator[Guess]:
        """Nothing is live at a colour-constant point (cosine, layer norm): give one tensor values.

        The tensor that wakes most is tried first, with each tensor of the attempt of its size.
        """
        asleep = [
            (leaf.name, leaf.shape, mine)
            for _, leaf, mine in self.reference.whole_leaves()
            if len(mine) > 1 and len(np.unique(node.labels[mine])) == 1
        ]
        asleep.sort(key=lambda tensor: -self.woken(node, tensor[2]))
        for name, shape, mine in asleep[:MOST_TENSOR_GUESSES]:
            colour = node.labels[mine[0]]
            options: list[tuple[int, bool, float, Indices]] = []
            for _, leaf, theirs in self.attempt.whole_leaves():
                if len(theirs) != len(mine) or (node.labels[theirs + self.n] != colour).any():
                    continue
                likeness = -difflib.SequenceMatcher(None, name, leaf.name).ratio()
                for rank, order in enumerate(axis_orders(shape, leaf.shape)):
                    options.append((rank, leaf.shape != shape, likeness, theirs[order]))
            for _, _, _, theirs in sorted(options, key=lambda option: option[:3]):
                yield self.pair(node, mine, theirs + self.n, "tensor")

    def woken(self, node: Colouring, scalars: Indices) -> int:
        """How many scalars of the reference get a gradient when these get values of their own."""
        values = self.refiner.draw(node.labels)[node.labels[: self.n]]
        values[scalars] = np.random.default_rng(1).normal(size=len(scalars))
        count = 0
        for answer in self.reference.answers(values, (1,)):
            gradient = np.abs(self.reference.gradient(answer))
            count += int((gradient > LIVE * gradient.max(initial=1e-300)).sum())
        return count


class Exclusion(Search):
    """Every way that there is: where all of them lead to a contradiction, that is a proof."""

    most_contradictions = MOST_EXCLUSIONS

    def __init__(self, refiner: Refiner) -> None:
        super().__init__(refiner)
        self.is_complete = True  # no way was left out

    def given_up(self, *, is_exhausted: bool) -> Found:
        """Contradictions of different ways have no difference in outputs in common."""
        return Found(None, is_proof=is_exhausted and self.is_complete)

    def pairings(self, node: Colouring, members: Indices, partners: Indices) -> Iterator[Guess]:
        """The first member must be one of the partners."""
        for partner in partners:
            yield self.pair(node, members[:1], partner[None], "single")

    def tensor_guesses(self, node: Colouring) -> Iterator[Guess]:
        """These are not all that there are, unless nothing is left to relate."""
        self.is_complete &= is_discrete(node.labels, self.n)
        return super().tensor_guesses(node)


def recoloured(labels: Indices, members: Indices, partners: Indices) -> Indices:
    """Each member and its partner in a new colour of their own."""
    new = labels.copy()
    fresh = int(labels.max()) + 1 + np.arange(len(members))
    new[members], new[partners] = fresh, fresh
    return new
