# kata: self_attention
# fails: values
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, dim, n_heads):
        super().__init__()
        self.n_heads = n_heads
        self.q = nn.Linear(dim, dim)
        self.k = nn.Linear(dim, dim)
        self.v = nn.Linear(dim, dim)
        self.o = nn.Linear(dim, dim)

    def heads(self, x):
        return x.unflatten(-1, (self.n_heads, -1)).transpose(1, 2)

    def forward(self, x, mask=None):
        q, k, v = self.heads(self.q(x)), self.heads(self.k(x)), self.heads(self.v(x))
        s = q @ k.mT / q.shape[-1] ** 0.5
        p = s.softmax(-1)
        if mask is not None:
            p = p * mask[:, None, None]
        y = p @ v
        return self.o(y.transpose(1, 2).flatten(2))
