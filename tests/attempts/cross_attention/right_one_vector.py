# kata: cross_attention
import torch
import torch.nn.functional as F
from torch import nn


class CrossAttention(nn.Module):
    """Every scalar in one vector, cut by split."""

    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        self.shapes = [(img_dim, img_dim), (img_dim,), (txt_dim, img_dim), (img_dim,)]
        self.shapes += [(img_dim, txt_dim), (img_dim,), (img_dim, img_dim), (img_dim,)]
        self.sizes = [torch.Size(s).numel() for s in self.shapes]
        self.theta = nn.Parameter(0.02 * torch.randn(sum(self.sizes)))
        self.h, self.p = n_heads, p_dropout

    def forward(self, img_toks, txt_toks, attn_mask=None):
        parts = self.theta.split(self.sizes)
        wq, bq, wk, bk, wv, bv, wo, bo = (
            p.view(s) for p, s in zip(parts, self.shapes, strict=True)
        )
        q = F.linear(img_toks, wq, bq).unflatten(-1, (self.h, -1)).movedim(2, 1)
        k = (txt_toks @ wk + bk).unflatten(-1, (self.h, -1)).movedim(2, 1)
        v = F.linear(txt_toks, wv, bv).unflatten(-1, (self.h, -1)).movedim(2, 1)
        m = None if attn_mask is None else attn_mask.unsqueeze(1).unsqueeze(2)
        y = F.scaled_dot_product_attention(q, k, v, m)
        y = y.movedim(1, 2).flatten(-2)
        if self.p is not None:
            y = torch.dropout(y, self.p, self.training)
        return y @ wo + bo
