# kata: transformer
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


class PositionalEncoding(nn.Module):
    def __init__(self, d_model):
        super().__init__()
        self.d_model = d_model

    def forward(self, x):
        length = x.size(1)
        position = torch.arange(length, device=x.device).unsqueeze(1)
        div_term = torch.exp(
            torch.arange(0, self.d_model, 2, device=x.device) * (-math.log(10000.0) / self.d_model)
        )
        pe = torch.zeros(length, self.d_model, device=x.device, dtype=x.dtype)
        pe[:, 0::2] = torch.sin(position * div_term)
        pe[:, 1::2] = torch.cos(position * div_term)
        return x + pe


class MultiHead(nn.Module):
    def __init__(self, d_model, h):
        super().__init__()
        self.d_k = d_model // h
        self.h = h
        self.linears = nn.ModuleList([nn.Linear(d_model, d_model) for _ in range(4)])

    def forward(self, query, key, value, mask=None):
        nb = query.size(0)
        query, key, value = [
            lin(x).view(nb, -1, self.h, self.d_k).transpose(1, 2)
            for lin, x in zip(self.linears, (query, key, value), strict=False)
        ]
        scores = torch.matmul(query, key.transpose(-2, -1)) / math.sqrt(self.d_k)
        if mask is not None:
            scores = scores.masked_fill(mask == 0, float("-inf"))
        p_attn = scores.softmax(dim=-1)
        x = torch.matmul(p_attn, value)
        x = x.transpose(1, 2).contiguous().view(nb, -1, self.h * self.d_k)
        return self.linears[-1](x)


class FFN(nn.Module):
    def __init__(self, d_model, d_ff):
        super().__init__()
        self.w_1 = nn.Linear(d_model, d_ff)
        self.w_2 = nn.Linear(d_ff, d_model)

    def forward(self, x):
        return self.w_2(F.relu(self.w_1(x)))


class EncLayer(nn.Module):
    def __init__(self, d, h, ff):
        super().__init__()
        self.self_attn = MultiHead(d, h)
        self.ff = FFN(d, ff)
        self.norms = nn.ModuleList([nn.LayerNorm(d) for _ in range(2)])

    def forward(self, x, mask):
        x = self.norms[0](x + self.self_attn(x, x, x, mask))
        x = self.norms[1](x + self.ff(x))
        return x


class DecLayer(nn.Module):
    def __init__(self, d, h, ff):
        super().__init__()
        self.self_attn = MultiHead(d, h)
        self.src_attn = MultiHead(d, h)
        self.ff = FFN(d, ff)
        self.norms = nn.ModuleList([nn.LayerNorm(d) for _ in range(3)])

    def forward(self, x, memory, src_mask, tgt_mask):
        x = self.norms[0](x + self.self_attn(x, x, x, tgt_mask))
        x = self.norms[1](x + self.src_attn(x, memory, memory, src_mask))
        return self.norms[2](x + self.ff(x))


class Transformer(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, dim, n_heads, depth, hidden_dim):
        super().__init__()
        self.dim = dim
        self.src_embed = nn.Embedding(src_vocab, dim)
        self.tgt_embed = nn.Embedding(tgt_vocab, dim)
        self.pe = PositionalEncoding(dim)
        self.encoder = nn.ModuleList([EncLayer(dim, n_heads, hidden_dim) for _ in range(depth)])
        self.decoder = nn.ModuleList([DecLayer(dim, n_heads, hidden_dim) for _ in range(depth)])
        self.generator = nn.Linear(dim, tgt_vocab)

    def encode(self, src, src_mask):
        x = self.pe(self.src_embed(src) * math.sqrt(self.dim))
        for layer in self.encoder:
            x = layer(x, src_mask)
        return x

    def decode(self, memory, src_mask, tgt, tgt_mask):
        x = self.pe(self.tgt_embed(tgt) * math.sqrt(self.dim))
        for layer in self.decoder:
            x = layer(x, memory, src_mask, tgt_mask)
        return x

    def forward(self, src, tgt, src_mask=None):
        if src_mask is not None:
            src_mask = src_mask[:, None, None, :]
        n = tgt.size(1)
        tgt_mask = torch.tril(torch.ones(n, n, device=tgt.device))
        memory = self.encode(src, src_mask)
        return self.generator(self.decode(memory, src_mask, tgt, tgt_mask))
