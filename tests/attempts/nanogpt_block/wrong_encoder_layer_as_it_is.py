# kata: nanogpt_block
# fails: train mode
import torch
from torch import nn


class Block(nn.Module):
    """torch's own layer, whose MLP drops hidden units too."""

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

    def forward(self, x):
        later = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool, device=x.device).triu(1)
        return self.layer(x, src_mask=later)
