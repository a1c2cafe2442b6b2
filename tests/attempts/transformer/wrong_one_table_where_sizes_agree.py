# kata: transformer
# fails: values
import torch
import torch.nn as nn
import torch.nn.functional as F


class MHA(nn.Module):
    def __init__(self, d, h):
        super().__init__()
        self.h = h
        self.wq, self.wk, self.wv, self.wo = (nn.Linear(d, d) for _ in range(4))

    def forward(self, q, kv, mask=None, causal=False):
        b, t, d = q.shape
        q, k, v = (
            w(z).reshape(b, -1, self.h, d // self.h).permute(0, 2, 1, 3)
            for w, z in ((self.wq, q), (self.wk, kv), (self.wv, kv))
        )
        mask = None if mask is None else mask[:, None, None]
        out = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        return self.wo(out.permute(0, 2, 1, 3).reshape(b, t, d))


class Layer(nn.Module):
    def __init__(self, d, h, f, branches):
        super().__init__()
        self.attention = nn.ModuleList([MHA(d, h) for _ in range(branches - 1)])
        self.norm = nn.ModuleList([nn.LayerNorm(d) for _ in range(branches)])
        self.a, self.b = nn.Linear(d, f), nn.Linear(f, d)

    def mlp(self, x):
        return self.norm[-1](x + self.b(F.relu(self.a(x))))


class Encoder(Layer):
    def forward(self, x, mask):
        return self.mlp(self.norm[0](x + self.attention[0](x, x, mask)))


class Decoder(Layer):
    def forward(self, x, memory, mask):
        x = self.norm[0](x + self.attention[0](x, x, causal=True))
        return self.mlp(self.norm[1](x + self.attention[1](x, memory, mask)))


class Transformer(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, dim, n_heads, depth, hidden_dim):
        super().__init__()
        self.head = nn.Linear(dim, tgt_vocab)
        self.decoder = nn.ModuleList([Decoder(dim, n_heads, hidden_dim, 3) for _ in range(depth)])
        self.encoder = nn.ModuleList([Encoder(dim, n_heads, hidden_dim, 2) for _ in range(depth)])
        self.tgt = nn.Embedding(tgt_vocab, dim)
        self.src = self.tgt
        if src_vocab != tgt_vocab:
            self.src = nn.Embedding(src_vocab, dim)
        self.d = dim

    def embed(self, tokens, table):
        x = table(tokens) * self.d**0.5
        p = torch.arange(tokens.shape[1], device=x.device)[:, None]
        i = torch.arange(self.d, device=x.device)[None]
        angle = (p / 10000 ** ((i - i % 2) / self.d)).to(x.dtype)
        return x + torch.where(i % 2 == 0, angle.sin(), angle.cos())

    def forward(self, src, tgt, src_mask=None):
        memory = self.embed(src, self.src)
        for layer in self.encoder:
            memory = layer(memory, src_mask)
        x = self.embed(tgt, self.tgt)
        for layer in self.decoder:
            x = layer(x, memory, src_mask)
        return self.head(x)
