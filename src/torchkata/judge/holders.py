"""What holds the parameters of a side: parts by name, with the shapes of their tensors."""

from itertools import accumulate

from torchkata.judge.side import Side

Shapes = tuple[tuple[int, ...], ...]


def parts(side: Side) -> list[tuple[str, Shapes]]:
    """What holds parameters, by name, with the shapes of those that follow each other."""
    found: list[tuple[str, Shapes]] = []
    for leaf in side.leaves:
        part = leaf.name.rpartition(".")[0] or leaf.name
        if found and found[-1][0] == part:
            found[-1] = part, (*found[-1][1], lean(leaf.shape))
        else:
            found.append((part, (lean(leaf.shape),)))
    return found


def lean(shape: tuple[int, ...]) -> tuple[int, ...]:
    """A shape without its axes of one."""
    return tuple(size for size in shape if size != 1)


def starts(side: Side) -> list[int]:
    """The number of each part's first leaf."""
    return [0, *accumulate(len(kind) for _, kind in parts(side))][:-1]
