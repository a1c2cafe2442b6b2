# kata: cross_attention
import torch.nn.functional as F
from torch import nn


class CrossAttention(nn.Module):
    def __init__(self, img_dim: int, txt_dim: int, n_heads: int = 8, p_dropout=None):
        super().__init__()
        self.n_heads = n_heads
        self.key = nn.Linear(txt_dim, img_dim)
        self.query = nn.Linear(img_dim, img_dim)
        self.value = nn.Linear(txt_dim, img_dim)
        self.out = nn.Sequential(nn.Dropout(p_dropout or 0.0), nn.Linear(img_dim, img_dim))

    def split(self, t):
        return t.reshape(t.shape[0], t.shape[1], self.n_heads, -1).swapaxes(1, 2)

    def forward(self, img_toks, txt_toks, attn_mask=None):
        if attn_mask is not None:
            attn_mask = attn_mask[:, None, None, :]
        q = self.split(self.query(img_toks))
        k = self.split(self.key(txt_toks))
        v = self.split(self.value(txt_toks))
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=attn_mask)
        return self.out(y.swapaxes(1, 2).reshape(img_toks.shape))
