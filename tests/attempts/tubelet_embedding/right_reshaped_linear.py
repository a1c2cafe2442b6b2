# kata: tubelet_embedding
from torch import nn


class TubeletEmbedding(nn.Module):
    def __init__(self, in_ch=3, embed_dim=512, tubelet=(2, 16, 16)):
        super().__init__()
        self.t, self.h, self.w = tubelet
        self.proj = nn.Linear(self.t * self.h * self.w * in_ch, embed_dim)

    def forward(self, x):
        x = x.unflatten(2, (-1, self.t)).unflatten(4, (-1, self.h)).unflatten(6, (-1, self.w))
        x = x.permute(0, 2, 4, 6, 3, 5, 7, 1)
        return self.proj(x.flatten(4).flatten(1, 3))
