# kata: nanogpt_block
import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    """The MLP as two of half the width; buffers of ints, an unused gate, an extra argument."""

    def __init__(
        self, n_embd, n_head, block_size, dropout=0.0, bias=True, *, layer_id=0, verbose=False
    ):
        nn.Module.__init__(self)
        self.unused = nn.Parameter(torch.ones(1))
        self.register_buffer("layer_id", torch.tensor(layer_id))
        self.register_buffer("position_ids", torch.arange(block_size).unsqueeze(0))
        make = {"in_features": n_embd, "bias": bias}
        self.q, self.k, self.v = (nn.Linear(out_features=n_embd, **make) for _ in range(3))
        self.o = nn.Linear(out_features=n_embd, **make)
        self.fc_a = nn.Linear(out_features=2 * n_embd, **make)
        self.fc_b = nn.Linear(out_features=2 * n_embd, **make)
        self.back_a = nn.Linear(2 * n_embd, n_embd, bias=False)
        self.back_b = nn.Linear(2 * n_embd, n_embd, bias=bias)
        self.norm_a = nn.LayerNorm([n_embd], bias=bias)
        self.norm_b = nn.LayerNorm((n_embd,), bias=bias)
        self.h = n_head
        self.drops = nn.ModuleList([nn.Dropout(dropout) for _ in range(3)])

    def forward(self, x, *, cache=None):
        n = x.shape[-2]
        pos = self.position_ids[:, :n]
        h = self.norm_a(x)
        q, k, v = [
            m(h).unflatten(-1, [self.h, -1]).swapdims(1, 2) for m in (self.q, self.k, self.v)
        ]
        s = torch.matmul(q, k.adjoint()).div(q.size(-1) ** 0.5)
        s = s.masked_fill(pos.unsqueeze(-1) < pos.unsqueeze(-2), float("-inf"))
        s = F.log_softmax(s, dim=-1).exp()
        y = self.drops[0](s).matmul(v).swapdims(1, 2).reshape(x.shape)
        x = x + self.drops[1](self.o(y))
        h = self.norm_b(x)
        y = self.back_a(F.gelu(self.fc_a(h))) + self.back_b(F.gelu(self.fc_b(h)))
        return x + self.drops[2](y)
