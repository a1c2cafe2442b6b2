# kata: self_attention
import torch.nn.functional as F
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, dim, n_heads):
        super().__init__()
        self.nh = n_heads
        self.to_kv = nn.Linear(dim, 2 * dim)
        self.to_q = nn.Linear(dim, dim)
        self.to_out = nn.Linear(dim, dim)

    def split(self, t):
        B, L, D = t.shape
        return t.reshape(B, L, self.nh, D // self.nh).permute(0, 2, 1, 3)

    def forward(self, x, mask=None):
        k, v = self.to_kv(x).chunk(2, -1)
        m = mask[:, None, None, :] if mask is not None else None
        y = F.scaled_dot_product_attention(*map(self.split, (self.to_q(x), k, v)), attn_mask=m)
        return self.to_out(y.permute(0, 2, 1, 3).reshape(x.shape))
