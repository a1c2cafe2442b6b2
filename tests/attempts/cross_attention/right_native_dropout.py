# kata: cross_attention
import torch
from torch import nn


class CrossAttention(nn.Module):
    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        self.n_heads, self.p = n_heads, p_dropout
        self.q = nn.Linear(img_dim, img_dim)
        self.k = nn.Linear(txt_dim, img_dim)
        self.v = nn.Linear(txt_dim, img_dim)
        self.o = nn.Linear(img_dim, img_dim)

    def forward(self, img_toks, txt_toks, attn_mask=None):
        B, P, D = img_toks.shape
        q = self.q(img_toks).view(B, P, self.n_heads, -1).transpose(1, 2)
        k = self.k(txt_toks).view(B, txt_toks.size(1), self.n_heads, -1).permute(0, 2, 3, 1)
        v = self.v(txt_toks).view(B, txt_toks.size(1), self.n_heads, -1).transpose(1, 2)
        s = q @ k * (D // self.n_heads) ** -0.5
        if attn_mask is not None:
            s = s.masked_fill(~attn_mask.view(B, 1, 1, -1), float("-inf"))
        y = s.softmax(-1) @ v
        if self.p:
            y, _ = torch.native_dropout(y, self.p, self.training)
        return self.o(y.transpose(1, 2).reshape(B, P, D))
