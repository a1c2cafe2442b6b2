# kata: embedding
import torch
from torch import nn


class Embedding(nn.Module):
    def __init__(self, num_embeddings, embed_dim):
        super().__init__()
        self.proj = nn.Linear(num_embeddings, embed_dim, bias=False)

    def forward(self, ids):
        known = torch.arange(self.proj.in_features, device=ids.device)
        hot = (ids[..., None] == known).to(self.proj.weight)
        return self.proj(hot)
