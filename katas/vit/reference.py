"""Vision transformer: an image is read as a sequence of patches, and a class token answers.

Source: Dosovitskiy et al., An Image is Worth 16x16 Words, 2020 (arXiv:2010.11929).
B batch, C in_ch, H W image height and width, both img_size, P patches, L = P + 1 tokens, D dim,
F mlp_ratio * dim, K n_classes
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class PatchEmbedding(nn.Module):
    """(B, C, H, W) -> (B, L, D): the class token, then the patches row by row."""

    def __init__(
        self, img_size: int, patch_size: int, in_ch: int, dim: int, dropout: float = 0.0
    ) -> None:
        super().__init__()
        if img_size % patch_size:
            raise ValueError(
                f"img_size ({img_size}) must be a multiple of patch_size ({patch_size})"
            )
        n_patches = (img_size // patch_size) ** 2
        self.patch_proj = nn.Conv2d(in_ch, dim, kernel_size=patch_size, stride=patch_size)
        self.class_token = nn.Parameter(torch.randn(1, 1, dim) * 0.02)
        self.positions = nn.Parameter(torch.randn(1, n_patches + 1, dim) * 0.02)
        self.dropout = nn.Dropout(dropout)

    def forward(self, image: Tensor) -> Tensor:
        patches = self.patch_proj(image)  # (B, D, H // patch_size, W // patch_size)
        patches = patches.flatten(start_dim=2)  # (B, D, P)
        patches = patches.transpose(1, 2)  # (B, P, D)

        class_token = self.class_token.expand(image.shape[0], -1, -1)  # (B, 1, D)
        tokens = torch.cat([class_token, patches], dim=1)  # (B, L, D)
        tokens = tokens + self.positions  # (B, L, D)
        return self.dropout(tokens)  # (B, L, D)


class SelfAttention(nn.Module):
    """(B, L, D) -> (B, L, D). Every token reads all tokens."""

    def __init__(self, dim: int, n_heads: int) -> None:
        super().__init__()
        if dim % n_heads:
            raise ValueError(f"dim ({dim}) must be a multiple of n_heads ({n_heads})")
        self.n_heads = n_heads
        self.head_dim = dim // n_heads
        self.qkv_proj = nn.Linear(dim, 3 * dim)
        self.out_proj = nn.Linear(dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        B, L, D = x.shape
        q, k, v = self.qkv_proj(x).chunk(3, dim=-1)  # (B, L, D) each
        q = q.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)  # (B, n_heads, L, head_dim)
        k = k.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)  # (B, n_heads, L, head_dim)
        v = v.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)  # (B, n_heads, L, head_dim)

        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5  # (B, n_heads, L, L)
        probs = scores.softmax(dim=-1)  # (B, n_heads, L, L)
        out = probs @ v  # (B, n_heads, L, head_dim)
        out = out.transpose(1, 2).reshape(B, L, D)  # (B, L, D)
        return self.out_proj(out)  # (B, L, D)


class MLP(nn.Module):
    """(B, L, D) -> (B, L, D)."""

    def __init__(self, dim: int, hidden_dim: int) -> None:
        super().__init__()
        self.up_proj = nn.Linear(dim, hidden_dim)
        self.down_proj = nn.Linear(hidden_dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        hidden = F.gelu(self.up_proj(x))  # (B, L, F)
        return self.down_proj(hidden)  # (B, L, D)


class EncoderBlock(nn.Module):
    """(B, L, D) -> (B, L, D)."""

    def __init__(self, dim: int, n_heads: int, mlp_ratio: int = 4, dropout: float = 0.0) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(dim)
        self.attention = SelfAttention(dim, n_heads)
        self.attention_dropout = nn.Dropout(dropout)
        self.mlp_norm = nn.LayerNorm(dim)
        self.mlp = MLP(dim, mlp_ratio * dim)
        self.mlp_dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        attended = self.attention(self.attention_norm(x))  # (B, L, D)
        x = x + self.attention_dropout(attended)  # (B, L, D)
        computed = self.mlp(self.mlp_norm(x))  # (B, L, D)
        return x + self.mlp_dropout(computed)  # (B, L, D)


class ViT(nn.Module):
    """(B, C, H, W) -> (B, K), the logits of the classes."""

    def __init__(
        self,
        img_size: int,
        patch_size: int,
        in_ch: int,
        n_classes: int,
        dim: int,
        depth: int,
        n_heads: int,
        mlp_ratio: int = 4,
        dropout: float = 0.0,
    ) -> None:
        super().__init__()
        self.embedding = PatchEmbedding(img_size, patch_size, in_ch, dim, dropout)
        self.blocks = nn.ModuleList(
            EncoderBlock(dim, n_heads, mlp_ratio, dropout) for _ in range(depth)
        )
        self.norm = nn.LayerNorm(dim)
        self.head = nn.Linear(dim, n_classes)

    def forward(self, image: Tensor) -> Tensor:
        x = self.embedding(image)  # (B, L, D)
        for block in self.blocks:
            x = block(x)  # (B, L, D)
        x = self.norm(x)  # (B, L, D)
        # Only the class token answers: it has read all patches on the way.
        return self.head(x[:, 0])  # (B, K)
