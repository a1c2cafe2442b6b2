# kata: cross_attention
# fails: train mode
from torch import Tensor, nn


class CrossAttention(nn.Module):
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
        self.dropout = nn.Dropout(0.1) if p_dropout else nn.Identity()
        self.out_proj = nn.Linear(img_dim, img_dim)

    def forward(
        self, img_toks: Tensor, txt_toks: Tensor, attn_mask: Tensor | None = None
    ) -> Tensor:
        B, P, img_dim = img_toks.shape
        L = txt_toks.shape[1]
        q = self.q_proj(img_toks)
        k = self.k_proj(txt_toks)
        v = self.v_proj(txt_toks)
        q = q.view(B, P, self.n_heads, self.head_dim).transpose(1, 2)
        k = k.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)
        v = v.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)
        scores = q @ k.transpose(-2, -1) * self.head_dim ** (-0.5)
        if attn_mask is not None:
            hidden = ~attn_mask[:, None, None, :]
            scores = scores.masked_fill(hidden, float("-inf"))
        probs = scores.softmax(dim=-1)
        out = self.dropout(probs @ v)
        out = out.transpose(1, 2).reshape(B, P, img_dim)
        return self.out_proj(out)
