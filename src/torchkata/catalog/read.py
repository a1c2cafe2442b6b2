"""One kata's folder, read into a `Kata`."""

import ast
import tomllib
from collections.abc import Mapping
from pathlib import Path

from torchkata.catalog.cases import read_cases
from torchkata.catalog.consistency import note_inconsistencies
from torchkata.catalog.edges import automatic_cases
from torchkata.catalog.fields import read_inputs, read_sizes, read_values
from torchkata.catalog.table import Table, shown
from torchkata.catalog.texts import file_text
from torchkata.contracts import Belt, Kata, KataError, Kind

SCHEMA = 1


def read_kata(folder: Path) -> Kata:
    """The kata in `folder`. KataError lists everything that is wrong with its `kata.toml`."""
    path = folder / "kata.toml"
    mistakes: list[str] = []
    kata = _kata(Table(_toml(path), "", mistakes), folder)
    if mistakes:
        raise _refusal(path, mistakes)
    for code in (kata.reference, kata.driver):
        if code is not None:
            _refuse_what_is_no_python(code)
    return kata


def _toml(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise _refusal(path, [f"cannot be read: {error.strerror}"]) from None
    except UnicodeDecodeError as error:
        raise _refusal(path, [f"is not UTF-8 at byte {error.start}"]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refusal(path, [f"is not TOML: {error}"]) from None


def _refuse_what_is_no_python(path: Path) -> None:
    try:
        ast.parse(file_text(path))
    except SyntaxError as error:
        raise _refusal(path, [f"line {error.lineno or 1}: {error.msg}"]) from None
    except ValueError as error:
        raise _refusal(path, [f"is not Python: {error}"]) from None
    except (RecursionError, MemoryError):
        raise _refusal(path, ["the code is nested too deeply to be read"]) from None


def _refusal(path: Path, mistakes: list[str]) -> KataError:
    lines = "".join(f"\n  {mistake}" for mistake in mistakes)
    return KataError(f"{path} cannot be used:{lines}", hint="mend it, then type: kata list")


def _kata(top: Table, folder: Path) -> Kata:
    _note_schema(top)
    no_edges, automatic = top.texts("no_edges"), top.flag("automatic", True)
    sizes = read_sizes(top.table("sizes"))
    build = read_values(top.table("build"))
    inputs = read_inputs(top.table("inputs"))
    state, train = top.table("state"), top.table("train")
    limits, main = top.table("limits"), top.table("main")
    own = read_cases(top.tables("cases"), inputs)
    kata = Kata(
        id=folder.name,
        folder=folder,
        title=top.text("title"),
        belt=top.choice("belt", Belt),
        kind=top.choice("kind", Kind),
        target=top.text("target"),
        brief=top.text("brief"),
        concepts=top.texts("concepts", required=True),
        prerequisites=top.texts("prerequisites"),
        sources=top.texts("sources", required=True),
        hints=top.texts("hints", required=True),
        forbidden=top.texts("forbidden"),
        sizes=sizes,
        build=build,
        inputs=inputs,
        outputs=_outputs(top.table("outputs")),
        cases=automatic_cases(sizes, build, inputs, no_edges, automatic) + own,
        buffers=state.texts("buffers"),
        attributes=state.texts("attributes"),
        initial=state.texts("initial"),
        train_steps=train.whole("steps", 2),
        seconds=limits.seconds("seconds", 20.0),
        main=main.code("code"),
        waivers=_waivers(top.table("waivers")),
    )
    for table in (top, state, train, limits, main):
        table.finish()
    _note_facts(kata, top)
    own_by_key = {f"cases[{i}]": case for i, case in enumerate(own, start=1)}
    note_inconsistencies(kata, top, no_edges=no_edges, own=own_by_key)
    return kata


def _note_schema(top: Table) -> None:
    if top.whole("schema") != SCHEMA and top.has("schema"):
        found = shown(top.values["schema"])
        top.note("schema", f"found {found}, expected {SCHEMA}, the only one there is")


def _outputs(table: Table) -> dict[str, str]:
    return {name: table.text(name) for name in table.names()}


def _waivers(table: Table) -> dict[str, str]:
    """What `kata dev check` may let live, each with its reason."""
    return {key: table.text(key) for key in table.values}


def _note_facts(kata: Kata, top: Table) -> None:
    """Mistakes that show in a single key, or in which files stand beside `kata.toml`."""
    if not (kata.id.isidentifier() and kata.id.isascii() and kata.id == kata.id.lower()):
        top.note("", f"the folder's name \"{kata.id}\" is the kata's id, expected snake_case")
    if kata.target and not kata.target.isidentifier():
        top.note("target", f"found {shown(kata.target)}, expected a class or function name")
    if "hints" in top.values and len(kata.hints) != 3:
        top.note("hints", f"found {len(kata.hints)}, expected exactly 3, from gentle to near")
    if not kata.reference.is_file():
        top.note("", "reference.py is missing beside kata.toml")
    _note_driver(kata, top)
    _note_main(kata, top)


def _note_driver(kata: Kata, top: Table) -> None:
    there = (kata.folder / "driver.py").is_file()
    if kata.kind.needs_driver and not there:
        top.note("kind", f"a {kata.kind} needs a driver.py beside kata.toml, which is missing")
    if there and not kata.kind.needs_driver:
        top.note("kind", f"a {kata.kind} needs no driver.py, but there is one beside kata.toml")


def _note_main(kata: Kata, top: Table) -> None:
    try:
        ast.parse(kata.main)
    except (SyntaxError, ValueError) as error:
        top.note("main.code", f"is not Python: {error}")
