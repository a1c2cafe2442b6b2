# kata: clip
# Every layer has two names.
import math

import torch
from torch import nn
from torch.nn import functional as F

LOG_START = -math.log(0.07)


class Mix(nn.Module):
    """Attention with a map for each head."""

    def __init__(self, d, h, is_causal):
        super().__init__()
        self.is_causal = is_causal
        self.q = nn.ModuleList([nn.Linear(d, d // h) for _ in range(h)])
        self.k = nn.ModuleList([nn.Linear(d, d // h) for _ in range(h)])
        self.v = nn.ModuleList([nn.Linear(d, d // h) for _ in range(h)])
        self.o = nn.Linear(d, d)

    def forward(self, x):
        heads = [
            F.scaled_dot_product_attention(q(x), k(x), v(x), is_causal=self.is_causal)
            for q, k, v in zip(self.q, self.k, self.v, strict=True)
        ]
        return self.o(torch.cat(heads, dim=-1))


class Tower(nn.Module):
    def __init__(self, d, h, depth, length, out, is_causal):
        super().__init__()
        self.place = nn.Parameter(torch.zeros(1, length, d))
        self.mix = nn.ModuleList([Mix(d, h, is_causal) for _ in range(depth)])
        self.up = nn.ModuleList([nn.Linear(d, 4 * d) for _ in range(depth)])
        self.down = nn.ModuleList([nn.Linear(4 * d, d) for _ in range(depth)])
        self.norms = nn.ModuleList([nn.LayerNorm(d) for _ in range(2 * depth)])
        self.last = nn.LayerNorm(d)
        self.head = nn.Linear(d, out, bias=False)

    def run(self, x):
        for i, mix in enumerate(self.mix):
            x = x + mix(self.norms[2 * i](x))
            x = x + self.down[i](F.gelu(self.up[i](self.norms[2 * i + 1](x))))
        return self.last(x)


class Images(Tower):
    def __init__(self, size, patch, d, depth, h, out):
        super().__init__(d, h, depth, 1 + (size // patch) ** 2, out, False)
        self.patch = patch
        self.cut = nn.Linear(3 * patch * patch, d)
        self.cls = nn.Parameter(torch.zeros(d))
        self.first = nn.LayerNorm(d)

    def forward(self, x):
        b, p = len(x), self.patch
        x = x.unfold(2, p, p).unfold(3, p, p).permute(0, 2, 3, 4, 5, 1).reshape(b, -1, 3 * p * p)
        x = F.pad(self.cut(x), (0, 0, 1, 0)) + self.place
        x = torch.cat([x[:, :1] + self.cls, x[:, 1:]], 1)
        return self.head(self.run(self.first(x))[:, 0])


class Texts(Tower):
    def __init__(self, vocab, length, d, depth, h, out):
        super().__init__(d, h, depth, length, out, True)
        self.words = nn.Parameter(torch.randn(vocab, d))

    def forward(self, t):
        x = self.run(self.words[t] + self.place)
        where = t.max(-1).indices[:, None, None].expand(-1, 1, x.shape[-1])
        return self.head(x.gather(1, where)[:, 0])


class CLIP(nn.Module):
    def __init__(
        self,
        image_size,
        patch_size,
        vision_dim,
        vision_depth,
        vision_heads,
        vocab_size,
        context_length,
        text_dim,
        text_depth,
        text_heads,
        embed_dim,
    ):
        super().__init__()
        self.texts = Texts(vocab_size, context_length, text_dim, text_depth, text_heads, embed_dim)
        self.images = Images(
            image_size, patch_size, vision_dim, vision_depth, vision_heads, embed_dim
        )
        self.temperature = nn.Parameter(torch.full((1,), LOG_START))
        self.every = nn.ModuleList(self.children())

    def forward(self, image, text):
        a, b = F.normalize(self.images(image), dim=-1), F.normalize(self.texts(text), dim=-1)
        table = torch.einsum("be,ne->bn", a, b) * self.temperature.exp()
        return table, table.mT
