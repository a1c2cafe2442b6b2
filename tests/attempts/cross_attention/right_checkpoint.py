# kata: cross_attention
from torch import nn
from torch.utils.checkpoint import checkpoint


class CrossAttention(nn.Module):
    """latent-diffusion checkpoints its attention."""

    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        self.n_heads = n_heads
        self.q = nn.Linear(img_dim, img_dim)
        self.k = nn.Linear(txt_dim, img_dim)
        self.v = nn.Linear(txt_dim, img_dim)
        self.o = nn.Linear(img_dim, img_dim)
        self.drop = nn.Dropout(p_dropout or 0)

    def heads(self, x):
        return x.unflatten(-1, (self.n_heads, -1)).transpose(1, 2)

    def _forward(self, img_toks, txt_toks, attn_mask):
        q, k, v = (
            self.heads(self.q(img_toks)),
            self.heads(self.k(txt_toks)),
            self.heads(self.v(txt_toks)),
        )
        s = q @ k.mT / q.size(-1) ** 0.5
        if attn_mask is not None:
            s = s.masked_fill(~attn_mask[:, None, None, :], float("-inf"))
        y = s.float().softmax(-1).to(s.dtype) @ v
        return self.o(self.drop(y.transpose(1, 2).flatten(2)))

    def forward(self, img_toks, txt_toks, attn_mask=None):
        return checkpoint(self._forward, img_toks, txt_toks, attn_mask, use_reentrant=False)
