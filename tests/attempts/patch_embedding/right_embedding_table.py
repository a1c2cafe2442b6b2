# kata: patch_embedding
import torch as t
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, img_size=224, in_ch=3, embed_dim=512, patch_size=32, p_dropout=0.1):
        super().__init__()
        n = (img_size // patch_size) ** 2
        self.dropout = nn.Dropout(p=p_dropout)
        self.position = nn.Embedding(n + 1, embed_dim)
        self.cls = nn.Embedding(1, embed_dim)
        self.patches = nn.Sequential(
            nn.Conv2d(in_ch, embed_dim, patch_size, patch_size), nn.Flatten(2, 3)
        )
        self.register_buffer("index", t.arange(n + 1))

    def forward(self, images):
        patches = self.patches(images).permute(0, 2, 1)
        cls = self.cls.weight.unsqueeze(0).repeat_interleave(images.size(0), 0)
        return self.dropout(t.hstack([cls, patches]) + self.position(self.index))
