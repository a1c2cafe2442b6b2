"""All that can be said about Python text without running it: text in, records out."""

from torchkata.source.advice import advice
from torchkata.source.alone import is_as_in, line_alone
from torchkata.source.attempt import read_attempt
from torchkata.source.blamed import blamed_line
from torchkata.source.compare import compare, recall
from torchkata.source.cuts import backward_lines, gradient_cuts
from torchkata.source.decode import decode
from torchkata.source.default_values import other_default
from torchkata.source.excerpts import methods, statements
from torchkata.source.forbidden import forbidden_uses
from torchkata.source.ingredients import besides
from torchkata.source.maker import maker_line
from torchkata.source.parts import parts
from torchkata.source.scaffold import LEVELS, scaffold
from torchkata.source.signature import signature
from torchkata.source.unfilled import unfilled
from torchkata.source.unfinished import hollow, open_lines

__all__ = [
    "LEVELS",
    "advice",
    "backward_lines",
    "besides",
    "blamed_line",
    "compare",
    "decode",
    "forbidden_uses",
    "gradient_cuts",
    "hollow",
    "is_as_in",
    "line_alone",
    "maker_line",
    "methods",
    "open_lines",
    "other_default",
    "parts",
    "read_attempt",
    "recall",
    "scaffold",
    "signature",
    "statements",
    "unfilled",
]
