# kata: cross_attention
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class CrossAttention(nn.Module):
    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        self.h = n_heads
        self.p = p_dropout or 0.0
        self.to_out = nn.Linear(img_dim, img_dim)
        self.to_kv = nn.Linear(txt_dim, 2 * img_dim)
        self.to_q = nn.Linear(img_dim, img_dim)

    def forward(self, img_toks, txt_toks, attn_mask=None):
        Q = self.to_q(img_toks).unflatten(-1, (self.h, -1))
        K, V = self.to_kv(txt_toks).unflatten(-1, (2, self.h, -1)).unbind(dim=2)
        S = torch.einsum("bphd,blhd->bhpl", Q, K) / math.sqrt(Q.shape[-1])
        if attn_mask is not None:
            S = torch.where(attn_mask[:, None, None], S, torch.finfo(S.dtype).min)
        A = F.softmax(S, dim=-1)
        Y = torch.einsum("bhpl,blhd->bphd", A, V)
        Y = F.dropout(Y, p=self.p, training=self.training)
        return self.to_out(Y.flatten(2))
