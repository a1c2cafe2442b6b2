# kata: causal_self_attention
import torch.nn.functional as F
from torch import nn
from torch.nn.attention.bias import causal_lower_right


class CausalSelfAttention(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.n_head, self.p = n_head, dropout
        self.qkv = nn.Linear(n_embd, 3 * n_embd, bias=bias)
        self.proj = nn.Linear(n_embd, n_embd, bias=bias)
        self.drop = nn.Dropout(dropout)

    def forward(self, x):
        L = x.shape[1]
        q, k, v = self.qkv(x).unflatten(-1, (3, self.n_head, -1)).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(
            q, k, v, attn_mask=causal_lower_right(L, L), dropout_p=self.p if self.training else 0.0
        )
        return self.drop(self.proj(y.transpose(1, 2).flatten(2)))
