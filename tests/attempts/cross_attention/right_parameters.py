# kata: cross_attention
import torch
import torch.nn.functional as F
from torch import nn


def weight(*shape):
    return nn.Parameter(torch.randn(*shape) * 0.1)


class CrossAttention(nn.Module):
    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        d = img_dim // n_heads
        self.scale = d**-0.5
        self.rate = p_dropout
        self.Wq, self.bq = weight(n_heads, img_dim, d), weight(n_heads, 1, d)
        self.Wk, self.bk = weight(n_heads, d, txt_dim), weight(n_heads, 1, d)
        self.Wv, self.bv = weight(txt_dim, n_heads, d), weight(n_heads, 1, d)
        self.Wo, self.bo = weight(n_heads, d, img_dim), weight(img_dim)

    def forward(self, img_toks, txt_toks, attn_mask=None):
        q = torch.einsum("bpi,hid->bhpd", img_toks, self.Wq) + self.bq
        k = torch.einsum("blt,hdt->bhld", txt_toks, self.Wk) + self.bk
        v = torch.einsum("blt,thd->bhld", txt_toks, self.Wv) + self.bv
        scores = torch.einsum("bhpd,bhld->bhpl", q * self.scale, k)
        if attn_mask is not None:
            scores = scores.masked_fill(attn_mask[:, None, None, :] == 0, float("-inf"))
        out = scores.softmax(-1) @ v
        if self.training and self.rate:
            out = F.dropout(out, self.rate)
        return torch.einsum("bhpd,hdi->bpi", out, self.Wo) + self.bo
