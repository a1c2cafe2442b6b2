"""How much of a reference an attempt says, whatever its names and spelling."""

from torchkata.source.structure.recognise import Recognised, recognise

__all__ = ["Recognised", "recognise"]
