"""Which statements of an attempt stand in the reference as they are: what is odd is suspected."""

from collections import Counter

from torchkata.contracts import Recording


def odd_statements(one: Recording, other: Recording) -> frozenset[int]:
    """The lines of one side's statements that the other side has not, or has less often."""
    left = Counter(other.wording.values())
    odd = set()
    for line, words in one.wording.items():
        if left[words] > 0:
            left[words] -= 1
        else:
            odd.add(line)
    return frozenset(odd)
