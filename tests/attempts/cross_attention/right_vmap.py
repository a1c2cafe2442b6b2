# kata: cross_attention
import torch
from torch import nn
from torch.func import vmap


class CrossAttention(nn.Module):
    """One head as a plain function, mapped over heads and over the batch."""

    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        d = img_dim // n_heads
        self.q = nn.ParameterDict(
            {"w": torch.randn(n_heads, d, img_dim) * 0.1, "b": torch.zeros(n_heads, d)}
        )
        self.kv = nn.ParameterDict(
            {"w": torch.randn(n_heads, 2 * d, txt_dim) * 0.1, "b": torch.zeros(n_heads, 2 * d)}
        )
        self.out = nn.Linear(img_dim, img_dim)
        self.drop = nn.Dropout(p_dropout or 0.0)

    @staticmethod
    def head(wq, bq, wkv, bkv, img, txt, bias):
        q = img @ wq.T + bq
        v, k = (txt @ wkv.T + bkv).chunk(2, -1)
        s = q @ k.T / k.shape[-1] ** 0.5 + bias
        return torch.softmax(s, -1) @ v

    def forward(self, img_toks, txt_toks, attn_mask=None):
        if attn_mask is None:
            bias = txt_toks.new_zeros(txt_toks.shape[:2])
        else:
            bias = txt_toks.new_zeros(txt_toks.shape[:2]).masked_fill(~attn_mask, -torch.inf)
        over_heads = vmap(self.head, in_dims=(0, 0, 0, 0, None, None, None), out_dims=1)
        over_batch = vmap(over_heads, in_dims=(None, None, None, None, 0, 0, 0))
        y = over_batch(
            self.q["w"], self.q["b"], self.kv["w"], self.kv["b"], img_toks, txt_toks, bias
        )
        return self.out(self.drop(y.flatten(2)))
