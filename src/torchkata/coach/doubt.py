"""What is said where nothing is proven: which lines may be meant, and no more than is known."""

from dataclasses import replace

from torchkata.coach.built import odd_part
from torchkata.coach.innocent import are_innocent
from torchkata.coach.mending import origins, unknown
from torchkata.coach.plans import Finding
from torchkata.coach.view import View
from torchkata.coach.words import BEFORE, BUILT, OR_GIVEN
from torchkata.contracts import Departure, Site


def sober(found: Departure | None) -> Departure | None:
    """What was not proven does not say either that all before it is right, or a part wrong."""
    if found is None or found.verified:
        return found
    if found.message.endswith(BUILT):
        return replace(found, message=f"{found.message.removesuffix(BUILT)}{OR_GIVEN}")
    return unsure(found)


def unsure(found: Departure) -> Departure:
    """Without the words that all before it is right."""
    return replace(found, message=found.message.removesuffix(BEFORE))


def honest(view: View, helped: Finding | None, found: Departure | None) -> Departure | None:
    """What was found, with all lines that may be meant, and no claim that was not proven."""
    if found is None or not found.verified:
        return found
    if helped is None or found.line in view.evidence.attempt.making:
        return replace(found, verified=False)
    last = found.end_line or found.line
    doubtful = [line for line in unknown(view, until=found.line) if line <= last]
    first = min([found.line, *doubtful])
    if first == found.line:
        return found
    return replace(found, line=first, end_line=last)


def stopped(view: View) -> Departure | None:
    """A part that cannot be the reference's, where it is used on the way to what raised."""
    recording = view.evidence.attempt
    wrong = [p.site for p in view.attempt if not view.theirs.has_all(p)]
    for site in [*wrong, *(s for s in recording.sites if s.statement == recording.stopped)]:
        built = odd_part(view.evidence.odd, view.evidence, site)
        if built is None and site.statement == recording.stopped:
            built = odd_part(view.evidence.suspects, view.evidence, site)
        if built is not None:
            name, line = built
            return Departure(line, f"{name}{BUILT}", line, True)
    return None


def between(view: View) -> Departure | None:
    """Where values are not right for the first time, or at least no longer the reference's."""
    for line in [*origins(view), *unknown(view)]:
        words = "values that are not the reference's come up here first, as far as can be told"
        return Departure(line, words, end_line=None, level=1)
    last_good: Site | None = None
    for passes in view.attempt:
        is_known = all(map(view.theirs.has, passes.values))
        if is_known or are_innocent(passes, view.good):
            last_good = passes.site
            continue
        first, last = (last_good or passes.site).statement, passes.site.line
        if first > last:
            first = last
        words = "from here on values are not the reference's"
        if first < last:
            words = f"between lines {first} and {last} values leave the reference's"
        return Departure(last, words, end_line=None, level=1)
    return None
