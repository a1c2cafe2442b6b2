# kata: patch_embedding
import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, img_size=224, in_ch=3, embed_dim=512, patch_size=32, p_dropout=0.1):
        super().__init__()
        self.net = nn.Sequential(
            nn.PixelUnshuffle(patch_size),
            nn.Conv2d(in_ch * patch_size**2, embed_dim, 1),
            nn.Flatten(2),
        )
        self.cls = nn.Parameter(torch.randn(1, embed_dim, 1))
        self.pos = nn.Parameter(torch.randn(1, (img_size // patch_size) ** 2 + 1, embed_dim))
        self.drop = nn.Dropout(p_dropout)

    def forward(self, image):
        x = self.net(image)
        x = torch.cat((self.cls.repeat(x.size(0), 1, 1), x), -1)
        return self.drop(x.mT + self.pos)
