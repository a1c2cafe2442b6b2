"""Embedding: a learned vector for every id, looked up in a table.

Source: Bengio et al., A Neural Probabilistic Language Model, 2003 (JMLR 3).
B batch, L sequence length, D embed_dim
"""

import torch
from torch import Tensor, nn


class Embedding(nn.Module):
    """ids (B, L) -> (B, L, D)."""

    def __init__(self, num_embeddings: int, embed_dim: int) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.randn(num_embeddings, embed_dim))

    def forward(self, ids: Tensor) -> Tensor:
        # Indexing by a tensor replaces the first axis by all axes of the ids.
        return self.table[ids]  # (B, L, D)
