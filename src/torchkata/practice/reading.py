"""What reading an attempt tells besides the verdict, to be read while its process gets ready."""

from functools import cached_property

from torchkata import catalog
from torchkata.contracts import Advice, Chosen, Kata, KataError
from torchkata.practice.place import Place

LONGEST = 100_000  # characters of an attempt that advice is worth waiting for
LONGEST_COMPARED = 20_000  # at every check


class Reading:
    """An attempt as a text, beside the reference's; each thing is found when first asked for."""

    def __init__(self, chosen: Chosen) -> None:
        self.chosen = chosen

    def read(self) -> None:
        """Find everything now."""
        _ = self.advice, self.recall

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """All advice on the text, the weightiest first."""
        from torchkata.source import advice, signature

        attempt, kata = self.chosen.attempt, self.chosen.kata
        if len(attempt.text) > LONGEST:
            return ()
        asked = signature(catalog.reference_text(kata), kata.target)
        return tuple(advice(attempt.text, kata.target, asked))

    @cached_property
    def recall(self) -> float | None:
        """How much of the reference the attempt says, 0 to 1; None for no Python."""
        from torchkata import source

        attempt, kata = self.chosen.attempt, self.chosen.kata
        if attempt.problem is not None or len(attempt.text) > LONGEST_COMPARED:
            return None
        try:
            return source.recall(attempt.text, catalog.reference_text(kata), kata.target)
        except (KataError, RecursionError):  # one deeper than Python goes
            return None


def following(place: Place, kata: Kata) -> str:
    """The command for the kata after this one on the road that has no practice file here."""
    katas = place.katas()
    after = katas[[other.id for other in katas].index(kata.id) + 1 :]
    for other in after:
        if not (place.folder / f"{other.id}.py").exists():
            return f"kata new {other.id}"
    return "kata list"
