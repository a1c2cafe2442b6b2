# kata: cross_attention
# fails: train mode
from torch import nn


class CrossAttention(nn.Module):
    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        self.n_heads = n_heads
        self.q = nn.Linear(img_dim, img_dim)
        self.k = nn.Linear(txt_dim, img_dim)
        self.v = nn.Linear(txt_dim, img_dim)
        self.out = nn.Linear(img_dim, img_dim)
        self.drop = nn.AlphaDropout(p_dropout or 0.0)

    def split(self, x):
        return x.unflatten(-1, (self.n_heads, -1)).transpose(1, 2)

    def forward(self, img_toks, txt_toks, attn_mask=None):
        q = self.split(self.q(img_toks))
        k = self.split(self.k(txt_toks))
        v = self.split(self.v(txt_toks))
        scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
        if attn_mask is not None:
            scores = scores.masked_fill(~attn_mask[:, None, None, :], float("-inf"))
        attn = scores.softmax(dim=-1)
        y = self.drop(attn @ v)
        y = y.transpose(1, 2).flatten(2)
        return self.out(y)
