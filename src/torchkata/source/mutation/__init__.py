"""A reference rewritten: with one mistake in it (mutants), or otherwise but right (variants).

Text in, texts out; `ast` finds the places, and only the place itself is written anew, so that a
mutant's diff shows the mistake and nothing else.
"""

from torchkata.source.mutation.mutants import mutants
from torchkata.source.mutation.planted import planted
from torchkata.source.mutation.unified import unified
from torchkata.source.mutation.variants import variants

__all__ = ["mutants", "planted", "unified", "variants"]
