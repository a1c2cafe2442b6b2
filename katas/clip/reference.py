"""CLIP: one tower reads images, another one texts, and both end in the same space.

Source: Radford et al., Learning Transferable Visual Models From Natural Language Supervision, 2021
(arXiv:2103.00020), with the exact GELU.
B images, N texts, P patches, L tokens or 1 + P, D width of a tower, E embed_dim
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class Attention(nn.Module):
    """(B, L, D) -> (B, L, D). `mask` (L, L) is True where a query may look."""

    def __init__(self, dim: int, n_heads: int) -> None:
        super().__init__()
        if dim % n_heads:
            raise ValueError(f"dim ({dim}) must be a multiple of n_heads ({n_heads})")
        self.n_heads = n_heads
        self.head_dim = dim // n_heads
        self.qkv_proj = nn.Linear(dim, 3 * dim)
        self.out_proj = nn.Linear(dim, dim)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        heads = (self.n_heads, self.head_dim)
        q, k, v = self.qkv_proj(x).chunk(3, dim=-1)  # (B, L, D) each
        q = q.unflatten(-1, heads).transpose(1, 2)  # (B, n_heads, L, head_dim)
        k = k.unflatten(-1, heads).transpose(1, 2)  # (B, n_heads, L, head_dim)
        v = v.unflatten(-1, heads).transpose(1, 2)  # (B, n_heads, L, head_dim)

        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5  # (B, n_heads, L, L)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))  # (B, n_heads, L, L)
        probs = scores.softmax(dim=-1)  # (B, n_heads, L, L)
        out = (probs @ v).transpose(1, 2).flatten(start_dim=2)  # (B, L, D)
        return self.out_proj(out)  # (B, L, D)


class MLP(nn.Module):
    """(B, L, D) -> (B, L, D), through a layer four times as wide."""

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.up_proj = nn.Linear(dim, 4 * dim)
        self.down_proj = nn.Linear(4 * dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        hidden = F.gelu(self.up_proj(x))  # (B, L, 4 * D)
        return self.down_proj(hidden)  # (B, L, D)


class Block(nn.Module):
    """(B, L, D) -> (B, L, D). Norms come first."""

    def __init__(self, dim: int, n_heads: int) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(dim)
        self.attention = Attention(dim, n_heads)
        self.mlp_norm = nn.LayerNorm(dim)
        self.mlp = MLP(dim)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = x + self.attention(self.attention_norm(x), mask)  # (B, L, D)
        return x + self.mlp(self.mlp_norm(x))  # (B, L, D)


class ImageTower(nn.Module):
    """(B, 3, image_size, image_size) -> (B, E)."""

    def __init__(
        self, image_size: int, patch_size: int, dim: int, depth: int, n_heads: int, embed_dim: int
    ) -> None:
        super().__init__()
        if image_size % patch_size:
            raise ValueError(
                f"image_size ({image_size}) must be a multiple of patch_size ({patch_size})"
            )
        n_patches = (image_size // patch_size) ** 2
        self.patch_proj = nn.Conv2d(3, dim, patch_size, patch_size)
        self.class_token = nn.Parameter(torch.randn(1, 1, dim) * dim**-0.5)
        self.positions = nn.Parameter(torch.randn(1 + n_patches, dim) * dim**-0.5)
        self.pre_norm = nn.LayerNorm(dim)
        self.blocks = nn.ModuleList(Block(dim, n_heads) for _ in range(depth))
        self.post_norm = nn.LayerNorm(dim)
        self.out_proj = nn.Linear(dim, embed_dim, bias=False)

    def forward(self, image: Tensor) -> Tensor:
        patches = self.patch_proj(image).flatten(start_dim=2).mT  # (B, P, D)
        class_token = self.class_token.expand(len(image), -1, -1)  # (B, 1, D)
        x = torch.cat([class_token, patches], dim=1) + self.positions  # (B, 1 + P, D)
        x = self.pre_norm(x)  # (B, 1 + P, D)
        for block in self.blocks:
            x = block(x, None)  # (B, 1 + P, D)
        feature = self.post_norm(x[:, 0])  # (B, D)
        return self.out_proj(feature)  # (B, E)


class TextTower(nn.Module):
    """(N, L) -> (N, E), for L = context_length."""

    def __init__(
        self,
        vocab_size: int,
        context_length: int,
        dim: int,
        depth: int,
        n_heads: int,
        embed_dim: int,
    ) -> None:
        super().__init__()
        self.table = nn.Embedding(vocab_size, dim)
        self.positions = nn.Parameter(torch.randn(context_length, dim) * 0.01)
        causal = torch.ones(context_length, context_length, dtype=torch.bool).tril()
        self.register_buffer("causal", causal, persistent=False)
        self.blocks = nn.ModuleList(Block(dim, n_heads) for _ in range(depth))
        self.norm = nn.LayerNorm(dim)
        self.out_proj = nn.Linear(dim, embed_dim, bias=False)

    def forward(self, text: Tensor) -> Tensor:
        x = self.table(text) + self.positions  # (N, L, D)
        for block in self.blocks:
            x = block(x, self.causal)  # (N, L, D)
        x = self.norm(x)  # (N, L, D)
        # The end of a text is the highest id: the only token that has seen all before it.
        end = text.argmax(dim=-1)  # (N,)
        feature = x[torch.arange(len(text)), end]  # (N, D)
        return self.out_proj(feature)  # (N, E)


class CLIP(nn.Module):
    """(B, 3, image_size, image_size), (N, L) -> (B, N), (N, B)."""

    def __init__(
        self,
        image_size: int,
        patch_size: int,
        vision_dim: int,
        vision_depth: int,
        vision_heads: int,
        vocab_size: int,
        context_length: int,
        text_dim: int,
        text_depth: int,
        text_heads: int,
        embed_dim: int,
    ) -> None:
        super().__init__()
        self.image_tower = ImageTower(
            image_size, patch_size, vision_dim, vision_depth, vision_heads, embed_dim
        )
        self.text_tower = TextTower(
            vocab_size, context_length, text_dim, text_depth, text_heads, embed_dim
        )
        self.logit_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))

    def forward(self, image: Tensor, text: Tensor) -> tuple[Tensor, Tensor]:
        images = self.image_tower(image)  # (B, E)
        texts = self.text_tower(text)  # (N, E)
        images = images / images.norm(dim=-1, keepdim=True)  # (B, E)
        texts = texts / texts.norm(dim=-1, keepdim=True)  # (N, E)
        # Learned as a logarithm, the factor stays positive whatever a step does to it.
        logits_per_image = self.logit_scale.exp() * images @ texts.T  # (B, N)
        return logits_per_image, logits_per_image.T  # (B, N), (N, B)
