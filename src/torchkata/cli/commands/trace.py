"""`kata trace`."""

from typing import TYPE_CHECKING, Annotated

import typer

from torchkata.cli import screen
from torchkata.cli.complete import here
from torchkata.cli.options import AsKata, FileOrName, Json, Plain
from torchkata.contracts import KataError

if TYPE_CHECKING:
    from torchkata.contracts import TraceReport
    from torchkata.practice.place import Place

Case = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The case whose tensors are used.", show_default=False),
]
Seed = Annotated[int, typer.Option(metavar="N", min=0, help="Of weights, inputs and sizes.")]
Call = Annotated[str, typer.Option(metavar="PATH", help="Only this module, as in blocks.0.attn.")]
Target = Annotated[
    str | None,
    typer.Option(
        metavar="CLASS", help="In a file that is no attempt: what to run.", show_default=False
    ),
]
Inputs = Annotated[
    list[str] | None,
    typer.Option(
        metavar="x=float[2, 16, 64]",
        help="With --target: an argument; once for each.",
        show_default=False,
    ),
]
Build = Annotated[
    str, typer.Option(metavar="n_heads=4", help="With --target: for its constructor.")
]


def trace(
    file: FileOrName = None,
    kata: AsKata = None,
    case: Case = None,
    call: Call = "",
    target: Target = None,
    input: Inputs = None,
    build: Build = "",
    seed: Seed = 0,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Show every line of a run with the shape and the numbers it makes, on dummy tensors.

    Exit code 0 where it runs to its end, 1 else.
    """
    place = here()
    if target is None:
        if input or build:
            raise KataError("--input and --build go with --target", hint="name what to run too")
        found = _attempt(place, file, kata, case=case, call=call, seed=seed)
    elif case is not None or kata is not None:
        other = "--case" if case is not None else "--kata"
        raise KataError(
            f"{other} goes with a kata, and --target runs anything of a file",
            hint="give one of them",
        )
    else:
        found = _own(place, file, target, inputs=input or [], build=build, call=call, seed=seed)
    if json:
        from torchkata.render.trace_documents import trace as document

        screen.document(document(found))
    else:
        from torchkata.render.trace import trace as trace_screen

        screen.show(trace_screen(found, screen.marks(plain=plain)))
    raise typer.Exit(0 if found.failure is None else 1)


def _attempt(
    place: "Place", file: str | None, kata: str | None, *, case: str | None, call: str, seed: int
) -> "TraceReport":
    from torchkata.practice.files import choose
    from torchkata.practice.trace import trace as traced

    chosen = choose(place, file, kata=kata)
    if chosen.is_newest:
        screen.remark(f"tracing {chosen.attempt.path}, the newest practice file here")
    return traced(chosen, case=case, call=call, seed=seed)


def _own(
    place: "Place",
    file: str | None,
    target: str,
    *,
    inputs: list[str],
    build: str,
    call: str,
    seed: int,
) -> "TraceReport":
    from torchkata.practice.files import read_file
    from torchkata.practice.trace import trace_own

    if file is None:
        raise KataError("--target needs a file", hint="kata trace FILE --target CLASS ...")
    attempt = read_file(place, file)
    return trace_own(attempt, target, inputs=inputs, build=build, call=call, seed=seed)
