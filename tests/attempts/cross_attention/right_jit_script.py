# kata: cross_attention

import torch
from torch import Tensor, nn


@torch.jit.script
def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    s = q @ k.transpose(-2, -1) / float(q.size(-1)) ** 0.5
    if mask is not None:
        s = s.masked_fill(~mask[:, None, None, :], float("-inf"))
    return torch.softmax(s, dim=-1) @ v


class CrossAttention(nn.Module):
    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        self.n_heads = n_heads
        self.q = nn.Linear(img_dim, img_dim)
        self.k = nn.Linear(txt_dim, img_dim)
        self.v = nn.Linear(txt_dim, img_dim)
        self.o = nn.Linear(img_dim, img_dim)
        self.drop = nn.Dropout(p_dropout or 0)

    def heads(self, x):
        return x.unflatten(-1, (self.n_heads, -1)).transpose(1, 2)

    def forward(self, img_toks, txt_toks, attn_mask=None):
        y = attend(
            self.heads(self.q(img_toks)),
            self.heads(self.k(txt_toks)),
            self.heads(self.v(txt_toks)),
            attn_mask,
        )
        return self.o(self.drop(y.transpose(1, 2).flatten(2)))
