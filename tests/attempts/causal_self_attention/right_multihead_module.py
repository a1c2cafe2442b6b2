# kata: causal_self_attention
import torch
from torch import nn


class CausalSelfAttention(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.mha = nn.MultiheadAttention(n_embd, n_head, dropout, bias=bias, batch_first=True)
        self.drop = nn.Dropout(dropout)
        later = torch.ones(block_size, block_size, dtype=torch.bool).triu(diagonal=1)
        self.register_buffer("later", later)

    def forward(self, x):
        L = x.shape[1]
        out, _ = self.mha(x, x, x, attn_mask=self.later[:L, :L], need_weights=False)
        return self.drop(out)
