# kata: nanogpt
# fails: values

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Attn(nn.Module):
    def __init__(self, width: int, heads: int, p: float, bias: bool) -> None:
        super().__init__()
        self.heads, self.p = heads, p
        self.qkv = nn.Linear(width, 3 * width, bias=bias)
        self.o = nn.Linear(width, width, bias=bias)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = (
            f.unflatten(-1, (self.heads, -1)).transpose(1, 2) for f in self.qkv(x).chunk(3, -1)
        )
        y = F.scaled_dot_product_attention(q, k, v, dropout_p=self.p if self.training else 0.0)
        return F.dropout(self.o(y.transpose(1, 2).flatten(2)), self.p, self.training)


class Blk(nn.Module):
    def __init__(self, width: int, heads: int, p: float, bias: bool) -> None:
        super().__init__()
        self.n1 = nn.LayerNorm(width, bias=bias)
        self.n2 = nn.LayerNorm(width, bias=bias)
        self.attn = Attn(width, heads, p, bias)
        self.mlp = nn.Sequential(
            nn.Linear(width, 4 * width, bias=bias),
            nn.GELU(),
            nn.Linear(4 * width, width, bias=bias),
            nn.Dropout(p),
        )

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attn(self.n1(x))
        return x + self.mlp(self.n2(x))


class GPT(nn.Module):
    def __init__(
        self,
        vocab_size: int,
        block_size: int,
        n_layer: int,
        n_head: int,
        n_embd: int,
        dropout: float = 0.0,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.block_size = block_size
        self.tok = nn.Embedding(vocab_size, n_embd)
        self.pos = nn.Parameter(0.02 * torch.randn(block_size, n_embd))
        self.trunk = nn.Sequential(
            nn.Dropout(dropout),
            *(Blk(n_embd, n_head, dropout, bias) for _ in range(n_layer)),
            nn.LayerNorm(n_embd, bias=bias),
        )

    def forward(self, idx: Tensor, targets: Tensor | None = None) -> tuple[Tensor, Tensor | None]:
        x = self.trunk(self.tok(idx) + self.pos[: idx.shape[1]])
        logits = x @ self.tok.weight.T
        loss = None
        if targets is not None:
            loss = F.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=-1)
        return logits, loss
