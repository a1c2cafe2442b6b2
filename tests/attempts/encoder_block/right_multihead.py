# kata: encoder_block
from torch import nn


class EncoderBlock(nn.Module):
    def __init__(self, dim, n_heads, mlp_ratio=4, dropout=0.0):
        super().__init__()
        self.norms = nn.ModuleList([nn.LayerNorm(dim), nn.LayerNorm(dim)])
        self.attn = nn.MultiheadAttention(dim, n_heads, batch_first=True)
        self.attn_drop = nn.Dropout(dropout)
        self.ff = nn.Sequential(
            nn.Linear(dim, dim * mlp_ratio),
            nn.GELU(),
            nn.Linear(dim * mlp_ratio, dim),
            nn.Dropout(dropout),
        )

    def forward(self, x):
        h = self.norms[0](x)
        h, _ = self.attn(h, h, h, need_weights=False)
        x = x + self.attn_drop(h)
        return self.ff(self.norms[1](x)) + x
