# kata: causal_self_attention
import torch.nn.functional as F
from torch import nn


class CausalSelfAttention(nn.Module):
    """q, k and v of one head lie side by side in the fused projection."""

    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.n_head = n_head
        self.p = dropout
        self.dense = nn.Sequential(nn.Linear(n_embd, n_embd, bias), nn.Dropout(dropout))
        self.query_key_value = nn.Linear(n_embd, 3 * n_embd, bias)

    def forward(self, x):
        fused = self.query_key_value(x).unflatten(-1, (self.n_head, -1)).transpose(1, 2)
        q, k, v = fused.chunk(3, dim=-1)
        p = self.p if self.training else 0.0
        y = F.scaled_dot_product_attention(q, k, v, dropout_p=p, is_causal=True)
        return self.dense(y.transpose(1, 2).flatten(2))
