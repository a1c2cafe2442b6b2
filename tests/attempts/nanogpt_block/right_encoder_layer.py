# kata: nanogpt_block
from torch import nn


class Block(nn.Module):
    """torch's own layer, pre-norm; its dropout inside the MLP is taken out."""

    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.layer = nn.TransformerEncoderLayer(
            n_embd,
            n_head,
            4 * n_embd,
            dropout,
            activation="gelu",
            batch_first=True,
            norm_first=True,
            bias=bias,
        )
        self.layer.dropout = nn.Identity()

    def forward(self, x):
        mask = nn.Transformer.generate_square_subsequent_mask(
            x.size(1), device=x.device, dtype=x.dtype
        )
        return self.layer(x, src_mask=mask, is_causal=True)
