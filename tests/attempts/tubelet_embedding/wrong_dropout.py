# kata: tubelet_embedding
# fails: values
from torch import nn


class TubeletEmbedding(nn.Module):
    def __init__(self, in_ch=3, embed_dim=512, tubelet=(2, 16, 16)):
        super().__init__()
        self.drop = nn.Dropout(0.1)
        self.conv = nn.Conv3d(in_ch, embed_dim, tubelet, tubelet)

    def forward(self, x):
        x = self.conv(x)
        return self.drop(x.flatten(2).transpose(1, 2))
