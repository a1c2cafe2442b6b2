# kata: nanogpt_block
import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    """Weights (in, out) in a dict; softmax key after key where nothing is dropped."""

    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        D = n_embd
        shapes = {"qkv": (D, 3 * D), "out": (D, D), "up": (D, 4 * D), "down": (4 * D, D)}
        self.w = nn.ParameterDict({k: torch.randn(*s) / s[0] ** 0.5 for k, s in shapes.items()})
        self.b = nn.ParameterDict({k: torch.zeros(s[1]) for k, s in shapes.items()} if bias else {})
        self.n = nn.ParameterDict({"g1": torch.ones(D), "g2": torch.ones(D)})
        if bias:
            self.n.update({"b1": torch.zeros(D), "b2": torch.zeros(D)})
        self.h, self.p = n_head, dropout

    def lin(self, name, x):
        y = x @ self.w[name]
        return y + self.b[name] if name in self.b else y

    def norm(self, i, x):
        y = F.layer_norm(x, x.shape[-1:])
        y = y * self.n[f"g{i}"]
        return y + self.n[f"b{i}"] if f"b{i}" in self.n else y

    def attend(self, q, k, v):
        p = self.p if self.training else 0.0
        q = q * q.shape[-1] ** -0.5
        if p:
            s = (q @ k.mT).masked_fill(~torch.ones_like(q @ k.mT).tril().bool(), -torch.inf)
            return F.dropout(s.softmax(-1), p) @ v
        m = torch.full_like(q[..., :1], -torch.inf)
        z, acc = torch.zeros_like(m), torch.zeros_like(v)
        rows = torch.arange(q.shape[-2], device=q.device)
        for j in range(k.shape[-2]):
            s = (q * k[..., j : j + 1, :]).sum(-1, keepdim=True)
            s = torch.where((rows >= j)[:, None], s, torch.finfo(s.dtype).min)
            new = torch.maximum(m, s)
            old, e = (m - new).exp(), (s - new).exp() * (rows >= j)[:, None]
            z, acc, m = z * old + e, acc * old + e * v[..., j : j + 1, :], new
        return acc / z

    def forward(self, x):
        q, k, v = (
            self.lin("qkv", self.norm(1, x)).unflatten(2, (3, self.h, -1)).permute(2, 0, 3, 1, 4)
        )
        y = self.attend(q, k, v).transpose(1, 2).flatten(2)
        x = x + F.dropout(self.lin("out", y), self.p, self.training)
        y = self.lin("down", F.gelu(self.lin("up", self.norm(2, x)), approximate="none"))
        return x + F.dropout(y, self.p, self.training)
