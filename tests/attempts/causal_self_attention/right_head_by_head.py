# kata: causal_self_attention
import torch
from torch import nn


class CausalSelfAttention(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        d = n_embd // n_head
        self.maps = nn.ModuleList(
            nn.ModuleDict({name: nn.Linear(n_embd, d, bias=bias) for name in ("v", "q", "k")})
            for _ in range(n_head)
        )
        self.back = nn.Linear(n_embd, n_embd, bias=bias)
        self.drop = nn.Dropout(dropout)

    def forward(self, x):
        positions = torch.arange(x.shape[1], device=x.device)
        allowed = positions[:, None] >= positions
        results = []
        for maps in self.maps:
            scores = torch.einsum("bid,bjd->bij", maps["q"](x), maps["k"](x))
            scores = scores / maps["q"].out_features ** 0.5
            scores = torch.where(allowed, scores, -1e30)
            results.append(self.drop(scores.softmax(2)).bmm(maps["v"](x)))
        return self.drop(self.back(torch.cat(results, 2)))
