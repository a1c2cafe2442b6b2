"""Cross-attention: every image token gathers what it needs from the text tokens.

Source: Vaswani et al., Attention Is All You Need, 2017 (arXiv:1706.03762), section 3.2.
B batch, P image tokens, L text tokens, img_dim = n_heads * head_dim
"""

from torch import Tensor, nn


class CrossAttention(nn.Module):
    """(B, P, img_dim), (B, L, txt_dim) -> (B, P, img_dim).

    `attn_mask` (B, L) is True where a text token may be attended.
    """

    def __init__(
        self, img_dim: int, txt_dim: int, n_heads: int = 8, p_dropout: float | None = None
    ) -> None:
        super().__init__()
        if img_dim % n_heads:
            raise ValueError(f"img_dim ({img_dim}) must be a multiple of n_heads ({n_heads})")
        self.n_heads = n_heads
        self.head_dim = img_dim // n_heads
        self.q_proj = nn.Linear(img_dim, img_dim)
        self.k_proj = nn.Linear(txt_dim, img_dim)
        self.v_proj = nn.Linear(txt_dim, img_dim)
        self.dropout = nn.Dropout(p_dropout) if p_dropout else nn.Identity()
        self.out_proj = nn.Linear(img_dim, img_dim)

    def forward(
        self, img_toks: Tensor, txt_toks: Tensor, attn_mask: Tensor | None = None
    ) -> Tensor:
        B, P, img_dim = img_toks.shape
        L = txt_toks.shape[1]
        q = self.q_proj(img_toks)  # (B, P, img_dim)
        k = self.k_proj(txt_toks)  # (B, L, img_dim)
        v = self.v_proj(txt_toks)  # (B, L, img_dim)
        q = q.view(B, P, self.n_heads, self.head_dim).transpose(1, 2)  # (B, n_heads, P, head_dim)
        k = k.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)  # (B, n_heads, L, head_dim)
        v = v.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)  # (B, n_heads, L, head_dim)

        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5  # (B, n_heads, P, L)
        if attn_mask is not None:
            # Before the softmax: a hidden token then weighs exactly 0 and passes no gradient.
            hidden = ~attn_mask[:, None, None, :]  # (B, 1, 1, L)
            scores = scores.masked_fill(hidden, float("-inf"))  # (B, n_heads, P, L)
        probs = scores.softmax(dim=-1)  # (B, n_heads, P, L)

        out = self.dropout(probs @ v)  # (B, n_heads, P, head_dim)
        out = out.transpose(1, 2).reshape(B, P, img_dim)  # (B, P, img_dim)
        return self.out_proj(out)  # (B, P, img_dim)
