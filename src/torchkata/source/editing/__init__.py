"""Small changes of an attempt, one of which may be all that it takes to make it right.

Text in, changes out. Nothing is known here of what they lead to: whoever runs them finds out.
"""

from torchkata.source.editing.edits import applied, edits
from torchkata.source.editing.idle import idle_name, unused
from torchkata.source.editing.telling import telling
from torchkata.source.editing.uncut import uncut

__all__ = ["applied", "edits", "idle_name", "telling", "uncut", "unused"]
