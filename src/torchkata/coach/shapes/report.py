"""The verdict on every shape comment, and the comments that are missing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from torchkata.coach.shapes.attach import Claim, Reading, described, readings
from torchkata.coach.shapes.express import Speller
from torchkata.coach.shapes.letters import Letters, Said, fits
from torchkata.coach.shapes.seen import Call, Line, Seen, View, shown, view
from torchkata.contracts import ShapeComment, ShapeReport, ShapeVerdict, Trace
from torchkata.source.shapes import Group, Note, docstring_notes, shape_notes

RANK = {ShapeVerdict.OK: 0, ShapeVerdict.UNVERIFIABLE: 1, ShapeVerdict.WRONG: 2}
NOT_CALLED_FOR = ("__init__",)  # functions whose lines need no shape comment

ONLY_NAMES = re.compile(r"(?:return|[\w.]+ =)\s+[\w.]+(?:, [\w.]+)*")  # nothing is made there


def shape_report(text: str, trace: Trace) -> ShapeReport:
    """What became of the shape comments of a file in some runs of it."""
    return Checking(text, view(trace)).report()


class Checking:
    """The comments of one file beside its trace."""

    def __init__(self, text: str, seen: View) -> None:
        self.view = seen
        self.notes = {note: readings(note, seen.lines) for note in shape_notes(text)}
        by_function: dict[str, list[Said]] = defaultdict(list)
        for note, found in self.notes.items():
            for reading in found[:1]:
                by_function[function_of(reading)].append(Said(note, reading))
        for function, note in docstring_notes(text).items():
            if claims := described(note, function, seen.lines):
                by_function[function].append(Said(note, claims))
        functions = {line.statement.function for line in seen.lines} | set(by_function)
        self.letters = {name: Letters(name, by_function[name], seen) for name in functions}
        self.spellers = {name: Speller(letters) for name, letters in self.letters.items()}

    def report(self) -> ShapeReport:
        """Every line with a comment, then every line that lacks one."""
        found: list[ShapeComment] = []
        covered: set[int] = set()
        for note, ways in self.notes.items():
            verdicts = [(self.judged(note, reading), reading) for reading in ways]
            if not verdicts:
                reason = "this line never ran, or makes no tensor"
                found.append(
                    ShapeComment(note.line, ShapeVerdict.UNVERIFIABLE, note.says, "", reason)
                )
                continue
            best, reading = min(verdicts, key=lambda pair: RANK[pair[0].verdict])
            covered |= {seen.statement.id for claim in reading for seen in claim.of}
            found.append(best)
        found += self.clashes(found)
        found += self.missing(covered)
        return ShapeReport(tuple(sorted(found, key=lambda comment: comment.line)))

    def judged(self, note: Note, reading: Reading) -> ShapeComment:
        """One comment, read in one way: its worst claim decides."""
        letters = self.letters[function_of(reading)]
        verdicts = [self.claimed(note, claim, letters) for claim in reading]
        verdicts += self.equations(note, letters)
        return max(verdicts, key=lambda comment: RANK[comment.verdict])

    def claimed(self, note: Note, claim: Claim, letters: Letters) -> ShapeComment:
        """One shape: right if some value that it may mean has it."""
        found = [agrees(claim.group, seen, letters) for seen in claim.of]
        if True in found:
            return ShapeComment(note.line, ShapeVerdict.OK, note.says)
        says = claim.group.text
        if None in found:
            reason = "a letter here has no value that can be known"
            return ShapeComment(note.line, ShapeVerdict.UNVERIFIABLE, says, "", reason)
        if not claim.is_exact:
            really = ", ".join(dict.fromkeys(self.really(seen) for seen in claim.of))
            reason = "nothing on this line has that shape"
            return ShapeComment(note.line, ShapeVerdict.WRONG, says, really, reason)
        seen = claim.of[0]
        reason = self.reason(claim.group, seen)
        return ShapeComment(note.line, ShapeVerdict.WRONG, says, self.really(seen), reason)

    def really(self, seen: Seen) -> str:
        """`(2, 16, 24) = (B, P, 3 * D)`."""
        numbers = shown(seen.shapes[min(seen.shapes)])
        letters = self.spelled(seen)
        return f"{numbers} = {letters}" if letters and letters != numbers else numbers

    def spelled(self, seen: Seen) -> str:
        """A shape in the letters of its function."""
        return self.spellers[seen.statement.function].spelled(seen)

    def reason(self, group: Group, seen: Seen) -> str:
        """What kind of mistake it is, where that can be told."""
        n_real = len(seen.shapes[min(seen.shapes)])
        has_rest = any(dim.kind == "rest" for dim in group.dims)
        if not has_rest and len(group.dims) != n_real:
            return f"{len(group.dims)} axes written, {n_real} real"
        real = self.spelled(seen).strip("()").split(", ")
        written = [dim.text for dim in group.dims]
        return "right sizes, wrong order" if sorted(real) == sorted(written) else ""

    def equations(self, note: Note, letters: Letters) -> Iterator[ShapeComment]:
        """Equations that do not hold."""
        for letter, dim in note.equations:
            for call in letters.calls:
                known = letters.frame(call)
                value, held = dim.value(known), known.get(letter)
                if value is not None and held is not None and value != held:
                    says, really = f"{letter} = {dim.text}", f"{letter} is {held}, not {value}"
                    yield ShapeComment(note.line, ShapeVerdict.WRONG, says, really)
                    break

    def clashes(self, found: Sequence[ShapeComment]) -> Iterator[ShapeComment]:
        """Letters that one comment alone gives a value, and the kata or the caller another."""
        right = {comment.line for comment in found if comment.verdict is ShapeVerdict.OK}
        for letters in self.letters.values():
            for said in letters.said:
                if said.note.line in right:
                    yield from self.clashing(said, letters)

    def clashing(self, said: Said, letters: Letters) -> Iterator[ShapeComment]:
        """The first letter of a comment that means something else elsewhere."""
        for letter in sorted(said.letters & set(letters.bound)):
            for call, value in letters.bound[letter].items():
                elsewhere, where = self.elsewhere(letter, call, letters.witnesses[letter])
                if elsewhere not in (-1, value):
                    reason = f"{letter} is {value} here, {elsewhere} {where}"
                    yield ShapeComment(
                        said.note.line, ShapeVerdict.CLASH, said.note.says, "", reason
                    )
                    return

    def elsewhere(self, letter: str, call: Call, witnesses: int) -> tuple[int | Fraction, str]:
        """What a letter is for the caller; where one line alone uses it, for others and the kata.

        (-1, "") where nobody else has it.
        """
        near = [self.view.callers.get(call)]
        if witnesses == 1:
            near += [other for other, caller in self.view.callers.items() if caller == call]
        for other in near:
            if other is None:
                continue
            function = self.view.functions[other]
            known = self.letters[function].frame(other) if function in self.letters else {}
            is_sure = letter in self.view.frames.get(other, {})
            if letter in known and (is_sure or self.letters[function].witnesses[letter] > 1):
                return known[letter], f"in {function}"
        sizes = self.view.sizes[call[0]]
        if witnesses == 1 and call[0] in self.view.plain and letter in sizes:
            return sizes[letter], "in the kata"
        return -1, ""

    def missing(self, covered: set[int]) -> Iterator[ShapeComment]:
        """Lines that make a tensor and do not say its shape, with what to write there."""
        noted = {note.line for note in self.notes}
        for line in self.view.lines:
            if not needs_comment(line) or line.statement.id in covered:
                continue
            first, last = line.statement.line, line.statement.end_line
            if not noted & set(range(first, last + 1)):
                shapes = dict.fromkeys(self.spelled(seen) for seen in line.values)
                if "" not in shapes:
                    each = " each" if len(line.values) > 1 and len(shapes) == 1 else ""
                    comment = f"# {', '.join(shapes)}{each}"
                    yield ShapeComment(first, ShapeVerdict.MISSING, "", comment)


def agrees(group: Group, seen: Seen, letters: Letters) -> bool | None:
    """Whether a value has a shape in every column; None where a letter is not known."""
    found = [fits(group, shape, letters.known(seen, c)) for c, shape in seen.shapes.items()]
    if False in found:
        return False
    return True if True in found else None


def function_of(reading: Reading) -> str:
    """The function that a comment stands in."""
    return reading[0].of[0].statement.function


def needs_comment(line: Line) -> bool:
    """Whether a line makes a tensor and would say its shape: not where a model is built."""
    statement = line.statement
    if statement.kind not in ("bind", "return") or not line.values:
        return False
    is_list = len(statement.targets) == 1 and "[" in line.values[0].name
    is_partly = len(line.values) < len(
        statement.targets
    )  # numbers and tensors taken out of a store
    if is_list or is_partly or ONLY_NAMES.fullmatch(statement.text):
        return False
    return statement.function.rpartition(".")[2] not in NOT_CALLED_FOR
