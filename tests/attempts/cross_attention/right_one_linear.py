# kata: cross_attention
import torch
from torch import nn
from torch.nn import functional as F


class CrossAttention(nn.Module):
    """q, k and v in one layer as wide as the wider input; what lies beyond a width is not used."""

    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        self.n_heads, self.img_dim, self.txt_dim = n_heads, img_dim, txt_dim
        self.projection = nn.Linear(img_dim, img_dim)
        self.qkv = nn.Linear(max(img_dim, txt_dim), 3 * img_dim)
        self.dropout = nn.Dropout(p_dropout) if p_dropout is not None else None

    def heads(self, toks, rows):
        weight = self.qkv.weight[rows, : toks.shape[-1]]
        out = F.linear(toks, weight, self.qkv.bias[rows])
        return out.view(*out.shape[:2], self.n_heads, -1).permute(0, 2, 1, 3)

    def forward(self, img_toks, txt_toks, attn_mask=None):
        D = self.img_dim
        q = self.heads(img_toks, slice(0, D))
        k = self.heads(txt_toks, slice(D, 2 * D))
        v = self.heads(txt_toks, slice(2 * D, 3 * D))
        logits = torch.matmul(q, k.mT) / q.size(-1) ** 0.5
        if attn_mask is not None:
            logits.masked_fill_(attn_mask.logical_not().unsqueeze(1).unsqueeze(1), -torch.inf)
        gathered = torch.matmul(torch.softmax(logits, -1), v)
        if self.dropout is not None:
            gathered = self.dropout(gathered)
        return self.projection(gathered.transpose(1, 2).flatten(2))
