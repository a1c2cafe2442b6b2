# kata: transformer
import torch
from torch import nn
from torch.nn import functional as F


class Attend(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.h = h
        self.w = nn.Parameter(torch.randn(3, h, d // h, d) / d**0.5)
        self.b = nn.Parameter(torch.zeros(3, h, d // h))
        self.o = nn.Parameter(torch.randn(h, d // h, d) / d**0.5)
        self.ob = nn.Parameter(torch.zeros(d))

    def forward(self, x, y, hidden=None):
        q = torch.einsum("btd,hed->bhte", x, self.w[0]) + self.b[0][:, None]
        k, v = torch.einsum("bsd,ched->cbhse", y, self.w[1:]) + self.b[1:, None, :, None]
        a = torch.einsum("bhte,bhse->bhts", q, k) / q.shape[-1] ** 0.5
        if hidden is not None:
            a = a.masked_fill(hidden, -torch.inf)
        return torch.einsum("bhts,bhse,hed->btd", F.softmax(a, -1), v, self.o) + self.ob


class PostNorm(nn.Module):
    def __init__(self, branch, d):
        super().__init__()
        self.branch = branch
        self.norm = nn.LayerNorm(d)

    def forward(self, x, *more):
        return self.norm(self.branch(x, *more) + x)


class Transformer(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, dim, n_heads, depth, hidden_dim):
        super().__init__()

        def attend():
            return PostNorm(Attend(dim, n_heads), dim)

        def mlp():
            up, down = nn.Linear(dim, hidden_dim), nn.Linear(hidden_dim, dim)
            return PostNorm(nn.Sequential(up, nn.ReLU(inplace=True), down), dim)

        self.src_table = nn.Parameter(torch.randn(src_vocab, dim))
        self.tgt_table = nn.Parameter(torch.randn(tgt_vocab, dim))
        self.read = nn.ModuleList([nn.ModuleList([attend(), mlp()]) for _ in range(depth)])
        self.write = nn.ModuleList(
            [nn.ModuleList([attend(), attend(), mlp()]) for _ in range(depth)]
        )
        self.logits = nn.Linear(dim, tgt_vocab)

    @staticmethod
    def place(x):
        n, d = x.shape[1:]
        half = torch.arange(0, d, 2, device=x.device, dtype=x.dtype)
        angle = torch.outer(torch.arange(n, device=x.device, dtype=x.dtype), 1e4 ** (-half / d))
        return x * d**0.5 + torch.cat([angle.sin(), angle.cos()], 1).view(n, 2, -1).mT.flatten(1)

    def forward(self, src, tgt, src_mask=None):
        hidden = None if src_mask is None else ~src_mask[:, None, None, :]
        m = self.place(self.src_table[src])
        for own, mlp in self.read:
            m = mlp(own(m, m, hidden))
        x = self.place(self.tgt_table[tgt])
        n = x.shape[1]
        later = torch.arange(n, device=x.device)[:, None] < torch.arange(n, device=x.device)
        for own, cross, mlp in self.write:
            x = own(x, x, later)
            x = cross(x, m, hidden)
            x = mlp(x)
        return self.logits(x)
