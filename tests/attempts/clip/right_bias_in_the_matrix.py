# kata: clip
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class MyLinear(nn.Module):
    def __init__(self, i, o, bias=True):
        super().__init__()
        self.both = nn.Parameter(torch.randn(o, i + bias) * i ** (-0.5))
        self.i = i

    def forward(self, x):
        y = x.flip(-1) @ self.both[:, : self.i].T
        return (y + self.both[:, self.i] if self.both.shape[1] > self.i else y).flip(-1)


class Attention(nn.Module):
    def __init__(self, dim: int, n_heads: int) -> None:
        super().__init__()
        if dim % n_heads:
            raise ValueError(f"dim ({dim}) must be a multiple of n_heads ({n_heads})")
        self.n_heads = n_heads
        self.head_dim = dim // n_heads
        self.qkv_proj = MyLinear(dim, 3 * dim)
        self.out_proj = MyLinear(dim, dim)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        heads = (self.n_heads, self.head_dim)
        q, k, v = self.qkv_proj(x).chunk(3, dim=-1)
        q = q.unflatten(-1, heads).transpose(1, 2)
        k = k.unflatten(-1, heads).transpose(1, 2)
        v = v.unflatten(-1, heads).transpose(1, 2)
        scores = q @ k.transpose(-2, -1) * self.head_dim ** (-0.5)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        probs = scores.softmax(dim=-1)
        out = (probs @ v).transpose(1, 2).flatten(start_dim=2)
        return self.out_proj(out)


class MLP(nn.Module):
    def __init__(self, dim: int) -> None:
        super().__init__()
        self.up_proj = MyLinear(dim, 4 * dim)
        self.down_proj = MyLinear(4 * dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        hidden = F.gelu(self.up_proj(x))
        return self.down_proj(hidden)


class Block(nn.Module):
    def __init__(self, dim: int, n_heads: int) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(dim)
        self.attention = Attention(dim, n_heads)
        self.mlp_norm = nn.LayerNorm(dim)
        self.mlp = MLP(dim)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = x + self.attention(self.attention_norm(x), mask)
        return x + self.mlp(self.mlp_norm(x))


class ImageTower(nn.Module):
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
        self.class_token = nn.Parameter(torch.randn(1, 1, dim) * dim ** (-0.5))
        self.positions = nn.Parameter(torch.randn(1 + n_patches, dim) * dim ** (-0.5))
        self.pre_norm = nn.LayerNorm(dim)
        self.blocks = nn.ModuleList(Block(dim, n_heads) for _ in range(depth))
        self.post_norm = nn.LayerNorm(dim)
        self.out_proj = MyLinear(dim, embed_dim, bias=False)

    def forward(self, image: Tensor) -> Tensor:
        patches = self.patch_proj(image).flatten(start_dim=2).mT
        class_token = self.class_token.expand(len(image), -1, -1)
        x = torch.cat([class_token, patches], dim=1) + self.positions
        x = self.pre_norm(x)
        for block in self.blocks:
            x = block(x, None)
        feature = self.post_norm(x[:, 0])
        return self.out_proj(feature)


class TextTower(nn.Module):
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
        self.out_proj = MyLinear(dim, embed_dim, bias=False)

    def forward(self, text: Tensor) -> Tensor:
        x = self.table(text) + self.positions
        for block in self.blocks:
            x = block(x, self.causal)
        x = self.norm(x)
        end = text.argmax(dim=-1)
        feature = x[torch.arange(len(text)), end]
        return self.out_proj(feature)


class CLIP(nn.Module):
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
        images = self.image_tower(image)
        texts = self.text_tower(text)
        images = images / images.norm(dim=-1, keepdim=True)
        texts = texts / texts.norm(dim=-1, keepdim=True)
        logits_per_image = self.logit_scale.exp() * images @ texts.T
        return (logits_per_image, logits_per_image.T)
