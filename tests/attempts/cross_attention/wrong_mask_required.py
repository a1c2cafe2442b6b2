# kata: cross_attention
# fails: shapes
from torch import nn


class CrossAttention(nn.Module):
    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        self.n_heads = n_heads
        self.head_dim = img_dim // n_heads
        self.to_q = nn.Linear(img_dim, img_dim)
        self.to_k = nn.Linear(txt_dim, img_dim)
        self.to_v = nn.Linear(txt_dim, img_dim)
        self.to_out = nn.Linear(img_dim, img_dim)
        self.drop = nn.Dropout(p_dropout or 0.0)

    def split(self, x):
        return x.view(x.shape[0], -1, self.n_heads, self.head_dim).transpose(1, 2)

    def forward(self, img_toks, txt_toks, attn_mask):
        q = self.split(self.to_q(img_toks))
        k = self.split(self.to_k(txt_toks))
        v = self.split(self.to_v(txt_toks))
        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5
        if attn_mask is not None:
            scores = scores.masked_fill(~attn_mask[:, None, None, :], float("-inf"))
        attn = scores.softmax(dim=-1)
        out = self.drop(attn @ v)
        out = out.transpose(1, 2).flatten(2)
        return self.to_out(out)
