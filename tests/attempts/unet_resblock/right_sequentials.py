# kata: unet_resblock
from torch import nn


def layers(groups, a, b):
    return nn.Sequential(nn.GroupNorm(groups, a), nn.SiLU(), nn.Conv2d(a, b, 3, 1, 1))


class ResBlock(nn.Module):
    def __init__(self, in_ch, out_ch, time_dim, groups=8):
        super().__init__()
        self.time = nn.Sequential(
            nn.SiLU(), nn.Linear(time_dim, out_ch), nn.Unflatten(1, (out_ch, 1, 1))
        )
        self.second = layers(groups, out_ch, out_ch)
        self.first = layers(groups, in_ch, out_ch)
        self.res = nn.Sequential()
        if in_ch != out_ch:
            self.res.append(nn.Conv2d(in_ch, out_ch, kernel_size=1))

    def forward(self, x, t_emb):
        return self.second(self.first(x) + self.time(t_emb)) + self.res(x)
