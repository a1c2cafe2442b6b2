"""Gather tokens: each sequence of a batch gives the tokens that its own index names.

Source: He et al., Masked Autoencoders Are Scalable Vision Learners, 2021 (arXiv:2111.06377).
B batch, L sequence length, K tokens picked, D features
"""

from torch import Tensor


def gather_tokens(tokens: Tensor, index: Tensor) -> Tensor:
    """(B, L, D), int (B, K) -> (B, K, D)."""
    # gather asks for a position for every entry, so each is repeated over the features.
    entries = index[:, :, None].expand(-1, -1, tokens.shape[-1])  # (B, K, D)
    return tokens.gather(dim=1, index=entries)  # (B, K, D)
