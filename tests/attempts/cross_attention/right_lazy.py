# kata: cross_attention
import torch
from torch import nn


class CrossAttention(nn.Module):
    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        self.n_heads = n_heads
        self.Wq = nn.LazyLinear(img_dim)
        self.Wk = nn.LazyLinear(img_dim)
        self.Wv = nn.LazyLinear(img_dim)
        self.Wo = nn.LazyLinear(img_dim)
        self.dropout = nn.Dropout(p_dropout if p_dropout is not None else 0.0)

    def transpose_qkv(self, X):
        X = X.reshape(X.shape[0], X.shape[1], self.n_heads, -1).permute(0, 2, 1, 3)
        return X.reshape(-1, X.shape[2], X.shape[3])

    def forward(self, img_toks, txt_toks, attn_mask=None):
        Q, K, V = map(self.transpose_qkv, (self.Wq(img_toks), self.Wk(txt_toks), self.Wv(txt_toks)))
        scores = torch.bmm(Q, K.mT) / Q.shape[-1] ** 0.5
        if attn_mask is not None:
            mask = torch.repeat_interleave(attn_mask, repeats=self.n_heads, dim=0)
            scores[~mask[:, None, :].expand_as(scores)] = -1e18
        out = self.dropout(torch.bmm(nn.functional.softmax(scores, dim=-1), V))
        out = out.reshape(-1, self.n_heads, out.shape[1], out.shape[2]).permute(0, 2, 1, 3)
        return self.Wo(out.reshape(out.shape[0], out.shape[1], -1))
