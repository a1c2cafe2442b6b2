"""Parts of an attempt that spoil every relabelling."""

from collections import Counter

import numpy as np

from torchkata.judge.holders import parts
from torchkata.judge.likely import by_likeness
from torchkata.judge.side import Side


def odd_parts(reference: Side, attempt: Side) -> tuple[str, ...]:
    """Parts of the attempt with a tensor of a shape that the reference has not, or has more of."""
    if reference.total == attempt.total:  # cut up in another way, at most
        return ()
    if len(found := suspects(reference, attempt)) == 1:
        return found
    partner = by_likeness(reference, attempt)
    starts = attempt.offsets
    alone = [
        leaf.name
        for number, leaf in enumerate(attempt.leaves)
        if starts[number] < starts[number + 1] and partner[starts[number]] < 0
    ]
    used = np.isin(np.arange(reference.total), partner)
    lacking = [
        leaf.name
        for number, leaf in enumerate(reference.leaves)
        if not used[reference.offsets[number] : reference.offsets[number + 1]].any()
    ]
    near = {name.rpartition(".")[0] for name in lacking}
    played = {
        leaf.name.rpartition(".")[0]
        for number, leaf in enumerate(attempt.leaves)
        if (place := partner[starts[number]]) >= 0
        and reference.leaves[reference.owner[place]].name.rpartition(".")[0] in near
    }
    return tuple(dict.fromkeys([*alone, *sorted(played - {""})]))


def suspects(reference: Side, attempt: Side) -> tuple[str, ...]:
    """Parts of the attempt whose tensors have shapes together that the reference has fewer of."""
    kinds = [Counter(kind for _, kind in parts(side)) for side in (reference, attempt)]
    return tuple(name for name, kind in parts(attempt) if kinds[1][kind] > kinds[0][kind])
