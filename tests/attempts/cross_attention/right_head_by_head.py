# kata: cross_attention
import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, img_dim, txt_dim, width, p):
        super().__init__()
        self.value = nn.Linear(txt_dim, width)
        self.key = nn.Linear(txt_dim, width)
        self.query = nn.Linear(img_dim, width)
        self.drop = nn.Dropout(p)

    def forward(self, img, txt, mask):
        weights = self.query(img) @ self.key(txt).transpose(1, 2) / self.key.out_features**0.5
        if mask is not None:
            bias = torch.zeros_like(mask, dtype=weights.dtype).masked_fill(~mask, float("-inf"))
            weights = weights + bias[:, None]
        weights = (weights - weights.logsumexp(-1, keepdim=True)).exp()
        return self.drop(weights @ self.value(txt))


class CrossAttention(nn.Module):
    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        width = img_dim // n_heads
        self.heads = nn.ModuleList(
            Head(img_dim, txt_dim, width, p_dropout or 0) for _ in range(n_heads)
        )
        self.mix = nn.ModuleList(nn.Linear(width, img_dim, bias=False) for _ in range(n_heads))
        self.shift = nn.Parameter(torch.zeros(img_dim))

    def forward(self, img_toks, txt_toks, attn_mask=None):
        out = self.shift
        for head, mix in zip(self.heads, self.mix, strict=True):
            out = out + mix(head(img_toks, txt_toks, attn_mask))
        return out
