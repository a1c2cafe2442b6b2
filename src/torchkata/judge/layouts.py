"""How the parameters of a kata's attempt lay when it was last judged: the first guess for the next.

A learner changes a line, not all names. It is no more than a guess, and is verified like any other.
"""

import io
from contextlib import suppress

from torchkata.judge.align import Layout
from torchkata.worker.wire import WireError, decode, encode

_known: dict[str, Layout] = {}


def known(kata: str) -> Layout:
    """The last layout; an empty one where there is none."""
    return _known.get(kata, Layout())


def note(kata: str, layout: Layout) -> None:
    """This one is the last."""
    _known[kata] = layout


def packed(kata: str) -> bytes:
    """The last layout for another process."""
    return encode(known(kata))


def unpack(kata: str, data: bytes) -> None:
    """Note what another process packed; what cannot be read is left out."""
    source = io.BytesIO(data)

    def read(size: int) -> bytes:
        found = source.read(size)
        if len(found) < size:
            raise EOFError
        return found

    with suppress(WireError, EOFError):
        note(kata, decode(read, Layout))
