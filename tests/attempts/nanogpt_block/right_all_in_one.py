# kata: nanogpt_block
import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.n_head, self.rate = n_head, dropout
        self.down = nn.Linear(4 * n_embd, n_embd, bias)
        self.up = nn.Linear(n_embd, 4 * n_embd, bias)
        self.out = nn.Linear(n_embd, n_embd, bias)
        self.v = nn.Linear(n_embd, n_embd, bias)
        self.k = nn.Linear(n_embd, n_embd, bias)
        self.q = nn.Linear(n_embd, n_embd, bias)
        self.norms = nn.ModuleList(nn.LayerNorm(n_embd, 1e-5, bias=bias) for _ in range(2))

    def drop(self, x):
        return F.dropout(x, self.rate, self.training)

    def attend(self, x):
        b, t, c = x.shape
        q, k, v = (f(x).view(b, t, self.n_head, -1) for f in (self.q, self.k, self.v))
        s = torch.einsum("bihd,bjhd->bhij", q, k) * q.shape[-1] ** -0.5
        future = torch.arange(t, device=x.device) > torch.arange(t, device=x.device)[:, None]
        a = self.drop(s.masked_fill(future, float("-inf")).softmax(-1))
        return self.drop(self.out(torch.einsum("bhij,bjhd->bihd", a, v).reshape(b, t, c)))

    def feed(self, x):
        h = self.up(x)
        h = 0.5 * h * (1 + torch.erf(h / 2**0.5))
        return self.drop(self.down(h))

    def forward(self, x):
        first, second = self.norms
        y = x + self.attend(first(x))
        y = y + self.feed(second(y))
        return y.to(x.dtype)
