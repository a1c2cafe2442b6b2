# kata: nanogpt
import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    """Both branches, q k v apart."""

    def __init__(self, dim, heads, p, bias):
        super().__init__()
        self.q = nn.Linear(dim, dim, bias=bias)
        self.k = nn.Linear(dim, dim, bias=bias)
        self.v = nn.Linear(dim, dim, bias=bias)
        self.o = nn.Linear(dim, dim, bias=bias)
        self.up = nn.Linear(dim, 4 * dim, bias=bias)
        self.down = nn.Linear(4 * dim, dim, bias=bias)
        self.a_norm = nn.LayerNorm(dim, bias=bias)
        self.m_norm = nn.LayerNorm(dim, bias=bias)
        self.heads, self.p = heads, p

    def forward(self, x):
        b, t, d = x.shape
        y = self.a_norm(x)
        q, k, v = (f(y).view(b, t, self.heads, d // self.heads) for f in (self.q, self.k, self.v))
        scores = torch.einsum("bihd,bjhd->bhij", q, k) * (d // self.heads) ** -0.5
        later = torch.ones(t, t, dtype=torch.bool, device=x.device).triu(1)
        probs = torch.softmax(scores.masked_fill(later, -torch.inf), -1)
        probs = F.dropout(probs, self.p, self.training)
        y = self.o(torch.einsum("bhij,bjhd->bihd", probs, v).reshape(b, t, d))
        x = F.dropout(y, self.p, self.training) + x
        y = self.down(F.gelu(self.up(self.m_norm(x))))
        return F.dropout(y, self.p, self.training) + x


class GPT(nn.Module):
    def __init__(self, vocab_size, block_size, n_layer, n_head, n_embd, dropout=0.0, bias=True):
        super().__init__()
        self.block_size = block_size
        self.blocks = nn.Sequential(*[Block(n_embd, n_head, dropout, bias) for _ in range(n_layer)])
        self.out_norm = nn.LayerNorm(n_embd, bias=bias)
        tables = {"pos": nn.Embedding(block_size, n_embd), "tok": nn.Embedding(vocab_size, n_embd)}
        self.embed = nn.ModuleDict(tables)
        self.p = dropout

    def forward(self, idx, targets=None):
        place = self.embed["pos"].weight[None, : idx.size(1)]
        x = F.dropout(self.embed["tok"](idx) + place, p=self.p, training=self.training)
        x = self.out_norm(self.blocks(x))
        logits = F.linear(x, self.embed["tok"].weight)
        loss = None
        if targets is not None:
            logp = F.log_softmax(logits, dim=2).transpose(1, 2)
            loss = F.nll_loss(logp, targets, ignore_index=-1)
        return (logits, loss)
