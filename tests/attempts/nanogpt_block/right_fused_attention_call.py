# kata: nanogpt_block
import torch
import torch.nn as nn
import torch.nn.functional as F


def norm(x, scale, shift):
    x = x - x.mean(-1, keepdim=True)
    x = x / torch.sqrt((x * x).mean(-1, keepdim=True) + 1e-5)
    return x * scale if shift is None else x * scale + shift


class Block(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.n_head = n_head
        self.p = dropout
        self.scales = nn.Parameter(torch.ones(2, n_embd))
        self.shifts = nn.Parameter(torch.zeros(2, n_embd)) if bias else [None, None]
        self.attn_in = nn.Linear(n_embd, 3 * n_embd, bias=bias)
        self.attn_out = nn.Linear(n_embd, n_embd, bias=bias)
        self.mlp_in = nn.Linear(n_embd, 4 * n_embd, bias=bias)
        self.mlp_out = nn.Linear(4 * n_embd, n_embd, bias=bias)

    def forward(self, x):
        p = self.p if self.training else 0.0
        h = norm(x, self.scales[0], self.shifts[0])
        q, k, v = self.attn_in(h).unflatten(2, (3, self.n_head, -1)).permute(2, 0, 3, 1, 4)
        h = F.scaled_dot_product_attention(q, k, v, is_causal=True, dropout_p=p)
        h = self.attn_out(h.transpose(1, 2).flatten(2))
        x = x + F.dropout(h, p)
        h = norm(x, self.scales[1], self.shifts[1])
        return x + F.dropout(self.mlp_out(F.gelu(self.mlp_in(h))), p)
