# kata: nanogpt_block
# fails: values
import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.n_head = n_head
        self.ln_1 = nn.LayerNorm(n_embd, eps=1e-5, bias=bias)
        self.qkv = nn.Linear(n_embd, 3 * n_embd, bias=bias)
        self.proj = nn.Linear(n_embd, n_embd, bias=bias)
        self.ln_2 = nn.LayerNorm(n_embd, eps=1e-5, bias=bias)
        self.up = nn.Linear(n_embd, 4 * n_embd, bias=bias)
        self.down = nn.Linear(4 * n_embd, n_embd, bias=bias)
        self.drop = nn.Dropout(dropout)
        self.register_buffer("mask", torch.ones(block_size, block_size, dtype=torch.bool).tril())

    def train(self, mode=True):
        super().train(mode)
        self.drop.train()
        return self

    def attend(self, x):
        L = x.shape[1]
        q, k, v = self.qkv(x).unflatten(-1, (3, self.n_head, -1)).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5
        scores = scores.masked_fill(~self.mask[:L, :L], float("-inf"))
        attn = self.drop(scores.softmax(dim=-1))
        return self.drop(self.proj((attn @ v).transpose(1, 2).flatten(2)))

    def feed(self, x):
        return self.drop(self.down(F.gelu(self.up(x))))

    def forward(self, x):
        x = x + self.attend(self.ln_1(x))
        x = x + self.feed(self.ln_2(x))
        return x
