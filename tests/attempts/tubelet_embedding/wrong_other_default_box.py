# kata: tubelet_embedding
# fails: shapes
from torch import nn


class TubeletEmbedding(nn.Module):
    def __init__(self, in_ch=3, embed_dim=512, tubelet=(2, 8, 8)):
        super().__init__()
        self.tubelet = tubelet
        self.conv = nn.Conv3d(in_ch, embed_dim, tubelet, tubelet)

    def forward(self, x):
        x = self.conv(x)
        return x.flatten(2).transpose(1, 2)
