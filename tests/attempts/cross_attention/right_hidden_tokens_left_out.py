# kata: cross_attention
import torch
from torch import nn


class CrossAttention(nn.Module):
    """Hidden tokens are left out rather than masked; one sample at a time."""

    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None, bias=True):
        super().__init__()
        self.n_heads = n_heads
        self.q, self.k = nn.Linear(img_dim, img_dim, bias), nn.Linear(txt_dim, img_dim, bias)
        self.v, self.o = nn.Linear(txt_dim, img_dim, bias), nn.Linear(img_dim, img_dim, bias)
        self.drop = nn.Dropout(p_dropout or 0)

    def one(self, img, txt):
        q = self.q(img).view(len(img), self.n_heads, -1)
        k = self.k(txt).view(len(txt), self.n_heads, -1)
        v = self.v(txt).view(len(txt), self.n_heads, -1)
        a = torch.einsum("qhd,khd->hqk", q, k).div(q.shape[-1] ** 0.5).softmax(-1)
        return torch.einsum("hqk,khd->qhd", a, v).flatten(1)

    def forward(self, img_toks, txt_toks, attn_mask=None):
        if attn_mask is not None:
            txt_toks = [t[m] for t, m in zip(txt_toks, attn_mask, strict=True)]
        y = torch.stack([self.one(i, t) for i, t in zip(img_toks, txt_toks, strict=True)])
        return self.o(self.drop(y))
