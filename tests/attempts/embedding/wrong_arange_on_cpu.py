# kata: embedding
# fails: device and dtype
import torch
from torch import nn


class Embedding(nn.Module):
    def __init__(self, num_embeddings, embed_dim):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(num_embeddings, embed_dim))

    def forward(self, ids):
        return (ids[..., None] == torch.arange(len(self.weight))).to(self.weight) @ self.weight
