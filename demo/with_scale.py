# kata: cross_attention
import torch
from torch import nn


class CrossAttention(nn.Module):
    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        self.heads = n_heads
        self.to_q = nn.Linear(img_dim, img_dim)
        self.to_kv = nn.Linear(txt_dim, 2 * img_dim)
        self.drop = nn.Dropout(p_dropout or 0.0)
        self.to_out = nn.Linear(img_dim, img_dim)

    def split(self, x):
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)

    def forward(self, img_toks, txt_toks, attn_mask=None):
        q = self.split(self.to_q(img_toks))
        k, v = map(self.split, self.to_kv(txt_toks).chunk(2, dim=-1))
        scores = torch.einsum("bhpd,bhld->bhpl", q, k) * q.shape[-1] ** -0.5
        if attn_mask is not None:
            scores = scores.masked_fill(~attn_mask[:, None, None, :], float("-inf"))
        read = self.drop(scores.softmax(dim=-1) @ v)
        return self.to_out(read.transpose(1, 2).flatten(2))
