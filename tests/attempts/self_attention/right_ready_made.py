# kata: self_attention
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, dim, n_heads):
        super().__init__()
        self.inner = nn.MultiheadAttention(dim, n_heads, batch_first=True)

    def forward(self, x, mask=None):
        hidden = None if mask is None else mask.logical_not()
        out, _ = self.inner(x, x, x, key_padding_mask=hidden, need_weights=False)
        return out
