# kata: clip
# fails: values
import math

import torch
import torch.nn as nn


class ResidualAttentionBlock(nn.Module):
    def __init__(self, width, heads, mask=None):
        super().__init__()
        self.heads = heads
        self.w_q = nn.Parameter(torch.randn(width, heads, width // heads))
        self.w_k = nn.Parameter(torch.randn(width, heads, width // heads))
        self.w_v = nn.Parameter(torch.randn(width, heads, width // heads))
        self.b = nn.Parameter(torch.zeros(3, heads, 1, width // heads))
        self.out = nn.Linear(width, width)
        self.ln_1 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(
            nn.Linear(width, width * 4), nn.GELU(), nn.Linear(width * 4, width)
        )
        self.ln_2 = nn.LayerNorm(width)
        self.register_buffer("mask", mask)

    def forward(self, x):
        y = self.ln_1(x)
        q = torch.einsum("bld,dhe->bhle", y, self.w_q) + self.b[0]
        k = torch.einsum("bld,dhe->bhle", y, self.w_k) + self.b[1]
        v = torch.einsum("bld,dhe->bhle", y, self.w_v) + self.b[2]
        scores = q @ k.mT / math.sqrt(q.shape[-1])
        scores = scores if self.mask is None else scores + self.mask
        x = x + self.out(torch.einsum("bhlm,bhme->blhe", scores.softmax(-1), v).flatten(2))
        return x + self.mlp(self.ln_2(x))


class VisionTransformer(nn.Module):
    def __init__(self, size, patch, width, layers, heads, out):
        super().__init__()
        scale = width**-0.5
        self.conv1 = nn.Conv2d(3, width, kernel_size=patch, stride=patch)
        self.class_embedding = nn.Parameter(scale * torch.randn(width))
        self.positional_embedding = nn.Parameter(
            scale * torch.randn((size // patch) ** 2 + 1, width)
        )
        self.ln_pre = nn.LayerNorm(width)
        self.transformer = nn.Sequential(
            *[ResidualAttentionBlock(width, heads) for _ in range(layers)]
        )
        self.ln_post = nn.LayerNorm(width)
        self.proj = nn.Parameter(scale * torch.randn(width, out))

    def forward(self, x):
        x = self.conv1(x)
        x = x.reshape(x.shape[0], x.shape[1], -1).permute(0, 2, 1)
        x = torch.cat([self.class_embedding.expand(x.shape[0], 1, -1), x], dim=1)
        x = self.ln_pre(x + self.positional_embedding)
        x = self.transformer(x)
        return self.ln_post(x[:, 0, :]) @ self.proj


class CLIP(nn.Module):
    def __init__(
        self,
        image_size,
        patch_size,
        vision_dim,
        vision_depth,
        vision_heads,
        vocab_size,
        context_length,
        text_dim,
        text_depth,
        text_heads,
        embed_dim,
    ):
        super().__init__()
        self.visual = VisionTransformer(
            image_size, patch_size, vision_dim, vision_depth, vision_heads, embed_dim
        )
        mask = torch.full((context_length, context_length), float("-inf")).triu(1)
        self.transformer = nn.Sequential(
            *[ResidualAttentionBlock(text_dim, text_heads, mask) for _ in range(text_depth)]
        )
        self.token_embedding = nn.Embedding(vocab_size, text_dim)
        self.positional_embedding = nn.Parameter(torch.randn(context_length, text_dim) * 0.01)
        self.ln_final = nn.LayerNorm(text_dim)
        self.text_projection = nn.Parameter(torch.randn(text_dim, embed_dim) * text_dim**-0.5)
        self.logit_scale = nn.Parameter(torch.ones([]) * math.log(1 / 0.07))

    def encode_text(self, text):
        x = self.token_embedding(text) + self.positional_embedding
        x = self.ln_final(self.transformer(x))
        return x[torch.arange(x.shape[0]), text.argmax(dim=-1)] @ self.text_projection

    def forward(self, image, text):
        image_features = self.visual(image)
        text_features = self.encode_text(text)
        image_features = image_features / image_features.norm(dim=1, keepdim=True)
        text_features = text_features / text_features.norm(dim=1, keepdim=True)
        logit_scale = self.logit_scale.clamp(max=math.log(100)).exp()
        logits_per_image = logit_scale * image_features @ text_features.t()
        return logits_per_image, logits_per_image.t()
