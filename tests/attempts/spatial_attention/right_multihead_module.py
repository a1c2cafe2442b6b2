# kata: spatial_attention
from torch import nn


class SpatialAttention(nn.Module):
    def __init__(self, channels, n_heads=4, groups=8):
        super().__init__()
        self.attn = nn.MultiheadAttention(channels, n_heads, batch_first=True)
        self.gn = nn.GroupNorm(num_groups=groups, num_channels=channels)

    def forward(self, x):
        tokens = self.gn(x).flatten(2).mT
        out, _ = self.attn(tokens, tokens, tokens, need_weights=False)
        return out.mT.reshape(x.shape) + x
