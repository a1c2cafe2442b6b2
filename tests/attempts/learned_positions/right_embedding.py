# kata: learned_positions
import torch
from torch import nn


class LearnedPositions(nn.Module):
    def __init__(self, max_len, embed_dim):
        super().__init__()
        self.pos = nn.Embedding(max_len, embed_dim)

    def forward(self, x):
        ids = torch.arange(x.size(1), device=x.device)
        return x + self.pos(ids)[None]
