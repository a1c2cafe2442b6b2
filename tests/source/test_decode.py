import pytest

from torchkata.contracts import KataError, SyntaxProblem
from torchkata.source import decode
from torchkata.source.decode import decoded

READABLE = {
    "utf-8": ("x = 'é'".encode(), "x = 'é'"),
    "byte order mark": (b"\xef\xbb\xbfx = 1", "x = 1"),
    "coding line": (b"# -*- coding: latin-1 -*-\nx = '\xe9'", "# -*- coding: latin-1 -*-\nx = 'é'"),
    "coding on the second line": (b"#!x\n# coding=cp1252\n'\x80'", "#!x\n# coding=cp1252\n'€'"),
    "Windows newlines": (b"a\r\nb\r\n", "a\nb\n"),
    "old Mac newlines": (b"a\rb\r", "a\nb\n"),
    "mixed newlines": (b"a\r\n\rb\n", "a\n\nb\n"),
    "nothing": (b"", ""),
}

UNREADABLE = {
    "not utf-8": (b"x = 1\ny = '\xe9'", "line 2: byte 0xe9 is not utf-8"),
    "null byte": (b"x = 1\n\ny\0", "line 3: the file holds a null byte"),
    "utf-16": ("x = 1".encode("utf-16"), "line 1: the file is UTF-16, expected UTF-8"),
    "unknown coding": (b"# coding: klingon\n", "line 1: unknown encoding: klingon"),
    "coding for bytes": (b"# coding: hex\n", "line 1: 'hex' is not a text encoding"),
    "coding that hides": (b"# coding: utf-7\n", "line 1: utf-7 is no encoding for source text"),
    "coding against the mark": (b"\xef\xbb\xbf# coding: latin-1\n", "line 1: encoding problem"),
    "over a megabyte": (b"#" * (1 << 20) + b"#", "line 1: the file has more than 1048576 bytes"),
}


@pytest.mark.parametrize(("data", "text"), READABLE.values(), ids=READABLE)
def test_text_is_what_python_would_read(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(("data", "words"), UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable_bytes_are_named_with_their_line(data: bytes, words: str) -> None:
    with pytest.raises(KataError) as caught:
        decode(data)
    assert caught.value.message.startswith(words)


def test_a_megabyte_is_read() -> None:
    assert len(decode(b"#" * (1 << 20))) == 1 << 20


def test_an_unknown_coding_is_shown_where_it_is_named() -> None:
    problem = decoded(b"# kata: softmax\n# coding: klingon\n")
    assert isinstance(problem, SyntaxProblem)
    assert (problem.line, problem.text) == (2, "# coding: klingon")
