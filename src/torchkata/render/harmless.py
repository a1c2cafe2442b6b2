"""Text from strangers, made safe for a terminal."""

import unicodedata

ESCAPED = ("Cc", "Cf", "Cs")  # controls, marks of writing direction, lone surrogates


def harmless(text: str) -> str:
    """`text` with everything that a terminal would obey written out, as in `\\x1b`.

    Names, messages and output of attempts come from strangers. Newlines stay, tabs become four
    spaces.
    """
    text = text.replace("\r\n", "\n").replace("\t", "    ")
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(map(_character, text))


def _character(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in ESCAPED:
        return character
    return character.encode("unicode_escape").decode("ascii")
