"""The words around every command: version, help, unknown commands, completion."""

import json

import pytest

from torchkata import __version__

COMMANDS = (
    *("today", "list", "road", "show", "new", "reset", "check", "watch", "diff", "trace", "debug"),
    *("hint", "peek", "give-up", "drill", "stats", "history", "doctor", "journal", "dev"),
    "service",
)


def complete(desk, words: str) -> list[str]:
    """What bash would offer after `words`, the last of which is being typed."""
    environ = {
        "_KATA_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    return desk.kata(environ=environ).out.split()


def test_the_version_is_told(desk) -> None:
    assert desk.kata("--version").out == f"torch-kata {__version__}\n"


def test_help_lists_the_commands_in_the_order_of_a_day(desk) -> None:
    lines = desk.kata("--help").out.split("Commands:\n")[1].splitlines()
    assert tuple(line.split()[0] for line in lines) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_within_80_columns(desk, command: str) -> None:
    ran = desk.kata(command, "--help")
    assert ran.code == 0
    assert ran.out.startswith(f"Usage: kata {command}")
    assert all(len(line) <= 80 for line in ran.out.splitlines())


def test_an_unknown_command_suggests_the_nearest(desk) -> None:
    ran = desk.kata("lst")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        'kata: no command is called "lst"',
        "  did you mean `kata list`? `kata --help` shows them all",
    ]


def test_an_unknown_option_names_the_help(desk) -> None:
    ran = desk.kata("list", "--blet", "white")
    assert ran.code == 2
    assert "--blet" in ran.err
    assert "`kata list --help` shows what it takes" in ran.err


@pytest.mark.parametrize("words", [["lst"], ["show", "nothing"], ["list", "--blet"], ["show"]])
def test_every_error_is_one_json_document_where_asked_for(desk, words: list[str]) -> None:
    ran = desk.kata(*words, "--json")
    document = json.loads(ran.out)
    assert (ran.code, ran.err) == (2, "")
    assert (document["schema"], document["outcome"]) == (1, "error")
    assert document["error"]["message"]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("kata ch", "check"),
        ("kata show cross_a", "cross_attention"),
        ("kata new cross_a", "cross_attention"),
        ("kata check cross_a", "cross_attention"),
        ("kata hint cross_a", "cross_attention"),
        ("kata list --belt pur", "purple"),
        ("kata list --concept maski", "masking"),
        ("kata new softmax --level sig", "signatures"),
        ("kata check --device cu", "cuda"),
    ],
)
def test_the_shell_completes(desk, words: str, offered: str) -> None:
    assert offered in complete(desk, words)


def test_the_shell_completes_files_here(desk) -> None:
    desk.write("my_attempt.py", "")
    assert complete(desk, "kata check my") == ["my_attempt.py"]


def test_completion_offers_nothing_where_katas_cannot_be_read(desk) -> None:
    environ = {
        "_KATA_COMPLETE": "complete_bash",
        "COMP_WORDS": "kata show c",
        "COMP_CWORD": "2",
        "KATA_PATH": str(desk.folder / "nowhere"),
    }
    ran = desk.kata(environ=environ)
    assert (ran.out.strip(), ran.err) == ("", "")


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("history softmax --diff 2", "kata history"),
        ("check --seed", "kata check"),
        ("journal export --nothing", "kata journal export"),
    ],
)
def test_who_gives_too_little_is_sent_to_the_commands_own_help(desk, words: str, path: str) -> None:
    ran = desk.kata(*words.split())
    assert ran.code == 2
    assert f"`{path} --help` shows what it takes" in ran.err


@pytest.mark.parametrize("words", ["--csv --html x.html", "--csv --json"])
def test_stats_are_said_in_one_way(desk, words: str) -> None:
    ran = desk.kata("stats", *words.split())
    assert ran.code == 2
    assert "are two ways to say it" in ran.err + ran.out
    assert not (desk.folder / "x.html").exists()
