"""Every request and reply survives the border between the two processes."""

import torch

from torchkata.worker.messages import Patch, Record, Recorded, Reply, Request, Seen, Trial
from torchkata.worker.wire import decode, encode


def sent(message: Request | Reply) -> Request | Reply:
    data = encode(message)
    position = 0

    def read(size: int) -> bytes:
        nonlocal position
        position += size
        return data[position - size : position]

    return decode(read, type(message))


def test_repairs_survive() -> None:
    trials = (Trial((Patch(3, (0,)), Patch(5, (1, 2)))), Trial(()))
    asked = Record(0, 1, torch.ones(2), 30.0, True, 2, (torch.zeros(1),) * 3, trials)
    found = sent(Request(record=asked)).record
    assert found is not None
    assert found.trials == trials
    assert (found.scale, found.train, len(found.pool)) == (30.0, True, 3)


def test_a_recording_survives_with_where_it_stopped() -> None:
    seen = Seen(4, 1, torch.arange(3))
    found = sent(Reply(recorded=Recorded((seen,), ({},), (12,), (seen, seen)))).recorded
    assert found is not None
    assert found.callers == (12,)
    assert [one.site for one in (*found.events, *found.building)] == [4, 4, 4]
