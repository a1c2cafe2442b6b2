"""From an exception's words and operands to what happened, the rule, and a question."""

import re

from torchkata.coach.errors import (
    gradients,
    isolation,
    layers,
    names,
    places,
    products,
    shapes,
    types,
)
from torchkata.coach.errors.rule import Rule
from torchkata.contracts import Explanation, Raised

__all__ = ["RULES", "explained", "rule_for"]

# Types before names: what None and a tuple lack is not a misspelt name.
TOPICS = (products, shapes, places, layers, types, names, gradients, isolation)
RULES: tuple[Rule, ...] = tuple(rule for topic in TOPICS for rule in topic.RULES)


def explained(raised: Raised) -> Explanation | None:
    """What there is to say about an exception; None for those that are not known.

    Nor is there more to say where the headline has all of its words, which are the kata's own then.
    """
    if raised.words and raised.words == raised.headline:
        return None
    found = rule_for(raised)
    return None if found is None else found[0].explain(found[1], raised)


def rule_for(raised: Raised) -> tuple[Rule, re.Match[str]] | None:
    """The first rule whose words are the exception's."""
    for rule in RULES:
        if rule.type in ("", raised.type):
            match = re.search(rule.pattern, raised.words, re.DOTALL)
            if match is not None:
                return rule, match
    return None
