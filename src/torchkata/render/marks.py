"""The signs of the screens, for terminals that know Unicode and for those that do not."""

from typing import NamedTuple


class Marks(NamedTuple):
    """One set of signs. Screens carry their meaning in these, never in colour alone."""

    good: str
    bad: str
    skipped: str
    rule: str
    dot: str
    left_out: str
    full: str
    empty: str
    shades: str  # from nothing to most
    begun: str
    done: str
    due: str
    open: str  # new, and nothing stands before it
    bars: str  # from least to most
    arrow: str
    needs: str
    tee: str  # of a drawn tree
    elbow: str
    spread: str  # between a mean and a standard deviation
    times: str

    def of(self, passed: bool | None) -> str:
        """The sign of a check that passed, failed or was not reached."""
        if passed is None:
            return self.skipped
        return self.good if passed else self.bad


UNICODE = Marks(
    good="✓",
    bad="✗",
    skipped="·",
    rule="│",
    dot="·",
    left_out="…",
    full="█",
    empty="░",
    shades="·░▒▓█",
    begun="·",
    done="✓",
    due="!",
    open="○",
    bars="▁▂▃▄▅▆▇█",
    arrow="→",
    needs="←",
    tee="├─",
    elbow="└─",
    spread="±",
    times="×",
)
ASCII = Marks(
    good="PASS",
    bad="FAIL",
    skipped="-",
    rule="|",
    dot="-",
    left_out="...",
    full="#",
    empty=".",
    shades=".:+%@",
    begun="-",
    done="+",
    due="!",
    open="o",
    bars="12345678",
    arrow="->",
    needs="<-",
    tee="|-",
    elbow="`-",
    spread="+-",
    times="x",
)
