"""Every variant of a text."""
from torchkata.contracts import Variant
def variants(text: str, target: str, buffers: tuple[str, ...]) -> tuple[Variant, ...]:
    return ()
