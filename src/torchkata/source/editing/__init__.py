"""Small changes of an attempt, one of which may be all that it takes to make it right.

Text in, changes out. Nothing is known here of what they lead to: whoever runs them finds out.
"""

from torchkata.source.editing.editor import Editor
from torchkata.source.editing.edits import applied
from torchkata.source.editing.idle import idle_name
from torchkata.source.editing.nodes import COPIES
from torchkata.source.editing.telling import Telling
from torchkata.source.editing.uncut import uncut

__all__ = ["COPIES", "Editor", "Telling", "applied", "idle_name", "uncut"]
