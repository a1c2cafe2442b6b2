"""`kata` alone and `kata today`: what is due, what is open here and what to type next."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from torchkata.contracts import Card, Kata, KataError, LastCheck, Overview, PracticeFile
from torchkata.contracts.typed import typed
from torchkata.journal import Journal, data_folder
from torchkata.journal.progress import suggestion
from torchkata.practice.files import practice_files
from torchkata.practice.place import Place

EDITED_AFTER = 2.0  # seconds from a check on: a file system's times are not exact


@dataclass(frozen=True, slots=True)
class Memory:
    """What the journal says, as far as it can be read."""

    touched: dict[str, bool]  # whether a kata that was begun ever passed
    cards: dict[str, Card]
    checks: dict[str, LastCheck]  # the last one of each path since it was begun
    trouble: str = ""


def overview(place: Place, *, now: datetime) -> Overview:
    """What is due, the practice files of the folder, something new, and one command."""
    memory = _memory(place)
    katas = place.katas()
    by_id = {kata.id: kata for kata in katas}
    files = tuple(
        replace(file, is_passed=_is_passed(place, file, memory)) for file in practice_files(place)
    )
    known = sorted((c for c in memory.cards.values() if c.kata in by_id), key=lambda c: c.due)
    due = tuple(card for card in known if card.due <= now.date())
    later = known[len(due)] if len(known) > len(due) else None
    new = suggestion(katas, memory.touched | {file.kata: False for file in files})
    return Overview(
        files,
        len(katas),
        _next_step(files, due, new, now=now) if katas else "kata doctor",
        due=due,
        later=later,
        new=new,
        belts={card.kata: by_id[card.kata].belt for card in due},
        is_newcomer=not memory.touched,
        trouble=memory.trouble,
    )


def _memory(place: Place) -> Memory:
    journal = Journal(data_folder(place.environ))
    try:
        return Memory(journal.touched(), journal.cards(), journal.last_checks())
    except KataError as error:
        return Memory({}, {}, {}, error.message)


def _is_passed(place: Place, file: PracticeFile, memory: Memory) -> bool:
    """Whether the file passed and was not edited since."""
    check = memory.checks.get(str(place.real(file.path)))
    if check is None or check.kata != file.kata or check.outcome != "passed":
        return False
    return file.modified <= check.time.timestamp() + EDITED_AFTER


def _next_step(
    files: tuple[PracticeFile, ...], due: tuple[Card, ...], new: Kata | None, *, now: datetime
) -> str:
    """What was worked on today, then what is due, then what lies open, then something new."""
    unfinished = [file for file in files if not file.is_passed]
    if unfinished and _day(unfinished[0], now) == now.date():
        return f"kata check {typed(unfinished[0].path)}"
    if due:
        return _begin(due[0], files, now)
    if unfinished:
        return f"kata check {typed(unfinished[0].path)}"
    return f"kata new {new.id}" if new else "kata list"


def _begin(card: Card, files: tuple[PracticeFile, ...], now: datetime) -> str:
    """A new practice file; where the one of last time lies here, it is kept aside."""
    name = f"{card.kata}.py"
    mine = [file for file in files if str(file.path) == name]
    if mine and not mine[0].is_passed and _day(mine[0], now) > card.last:
        return f"kata check {name}"
    return f"kata new {card.kata}{' --force' if mine else ''}"


def _day(file: PracticeFile, now: datetime) -> date:
    return datetime.fromtimestamp(file.modified, now.tzinfo).date()
