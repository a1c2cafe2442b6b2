"""A file run once more with probes in it: recorded, then with repairs tried out."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from torch import Tensor

from torchkata.worker.bare_run import outputs_of
from torchkata.worker.engine import Engine
from torchkata.worker.faults import AttemptError
from torchkata.worker.lasting import Workshop
from torchkata.worker.leaves import fill
from torchkata.worker.messages import Answer, Part, Record, Recorded, Seen, Trial
from torchkata.worker.partial import answer_of
from torchkata.worker.probes import PROBE, with_probes
from torchkata.worker.quiet import Quiet
from torchkata.worker.recorder import Recorder
from torchkata.worker.subjects import Subject

Patches = Mapping[int, Sequence[Tensor]]


class Probing:
    """An engine's target, built from its text with probes."""

    def __init__(self, engine: Engine) -> None:
        self.recorder = Recorder()
        self.building: dict[int, tuple[Seen, ...]] = {}  # by case
        self.engine = Quiet(engine, is_quiet=False)
        self.workshop = Workshop(self.engine)
        with engine.blaming("import"):
            self.engine.run_file(with_probes(engine.target.source).tree, **{PROBE: self.recorder})

    def built(self, record: Record, patches: Patches) -> Subject:
        """The target, and what was seen while it was built for the first time.

        It is built anew where that is to be repaired.
        """
        places = {seen.site for seen in self.building.get(record.build, ())}
        is_repaired = not places.isdisjoint(patches)
        self.recorder.begin(patches if is_repaired else {})
        try:
            build = self.workshop.anew if is_repaired else self.workshop.ready
            return build(record.build)
        finally:
            self.recorder.end()
            self.building.setdefault(record.build, tuple(self.recorder.events))

    def run(self, record: Record, trial: Trial | None) -> dict[str, Tensor]:
        """The outputs of one run without gradients, after others in train mode if need be."""
        patches = {} if trial is None else patches_of(record, trial)
        subject = self.built(record, patches)
        with self.engine.blaming("run"):
            fill(subject.leaves(), record.weights)  # a repair may have built it otherwise
            self.recorder.begin(patches)
            try:
                return outputs_of(self.engine, subject, record)
            finally:
                self.recorder.end()


def patches_of(record: Record, trial: Trial) -> dict[int, list[Tensor]]:
    """The values that a trial puts at its sites."""
    return {patch.site: [record.pool[i] for i in patch.values] for patch in trial.patches}


def recorded(engine: Engine, record: Record) -> Recorded:
    """What a run computes on the way; with trials, what each of them leads to."""
    if not isinstance(engine.probing, Probing):
        engine.probing = Probing(engine)
    probing = engine.probing
    if record.part is not None:
        return Recorded((), ({},), part=parted(probing, record, record.part))
    if not record.trials:
        return looked_at(probing, record)
    return Recorded((), tuple(tried(probing, record, trial) for trial in record.trials))


def parted(probing: Probing, record: Record, part: Part) -> Answer:
    """A value on the way with its gradients; what comes after it may raise."""
    subject = probing.built(record, {})
    with probing.engine.blaming("run"):
        leaves = subject.leaves()
        fill(leaves, record.weights)
        probing.recorder.catch(part.site, part.occurrence)
        try:
            with suppress(Exception):
                outputs_of(probing.engine, subject, record)
        finally:
            probing.recorder.end()
        return answer_of(probing.recorder.caught, [leaf for _, leaf in leaves], part)


def looked_at(probing: Probing, record: Record) -> Recorded:
    """What a run computes, up to where it raises; there are no outputs then."""
    callers: tuple[int, ...] = ()
    try:
        outputs = probing.run(record, None)
    except AttemptError as error:
        outputs, callers = {}, error.fault.callers
    building = probing.building.get(record.build, ())
    return Recorded(tuple(probing.recorder.events), (outputs,), callers, building)


def tried(probing: Probing, record: Record, trial: Trial) -> dict[str, Tensor]:
    """The outputs with a repair; none where it does not fit what follows."""
    probing.engine.is_quiet = True
    try:
        return probing.run(record, trial)
    except AttemptError:
        return {}
    finally:
        probing.engine.is_quiet = False
