"""Which statements of an attempt stand in the reference as they are: what is odd is suspected."""

from collections import Counter

from torchkata.contracts import Recording


def odd_statements(attempt: Recording, reference: Recording) -> frozenset[int]:
    """The lines of statements that are not in the reference, or more often than there."""
    left = Counter(reference.wording.values())
    odd = set()
    for line, words in attempt.wording.items():
        if left[words] > 0:
            left[words] -= 1
        else:
            odd.add(line)
    return frozenset(odd)
