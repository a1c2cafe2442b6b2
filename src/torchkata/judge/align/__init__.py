"""Which parameter of the attempt plays which of the reference, without knowing names or layouts.

Every scalar of both sides gets a colour, at first one for all. With one value on each colour both
sides stand at the same point of their functions under every relabelling that respects the colours:
so outputs must agree there, and gradients must be the same multiset on every colour. Where they do
not, it is proved that no relabelling exists. Gradients split colours; what remains in the end are
true symmetries (hidden units, heads), which are broken by pairing.
"""

from torchkata.judge.align.entry import Alignment, align, aligning
from torchkata.judge.align.layout import Layout, layout_of

__all__ = ["Alignment", "Layout", "align", "aligning", "layout_of"]
