"""Shape comments as they are written: `# (B, n_heads, P, 3 * D)`, `# q: (B, L) -> (L, B)`."""

from torchkata.source.shapes.dims import Dim
from torchkata.source.shapes.notes import Group, Note, docstring_notes, has_shape_notes, shape_notes

__all__ = ["Dim", "Group", "Note", "docstring_notes", "has_shape_notes", "shape_notes"]
