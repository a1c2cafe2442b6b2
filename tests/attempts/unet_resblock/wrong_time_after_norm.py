# kata: unet_resblock
# fails: values
import torch.nn.functional as F
from torch import nn


class ResBlock(nn.Module):
    def __init__(self, in_ch, out_ch, time_dim, groups=8):
        super().__init__()
        self.same = in_ch == out_ch
        self.norm_in = nn.GroupNorm(groups, in_ch)
        self.conv_in = nn.Conv2d(in_ch, out_ch, 3, padding=1)
        self.norm_out = nn.GroupNorm(groups, out_ch)
        self.conv_out = nn.Conv2d(out_ch, out_ch, 3, padding=1)
        self.emb = nn.Linear(time_dim, out_ch)
        if not self.same:
            self.skip = nn.Conv2d(in_ch, out_ch, 1)

    def forward(self, x, t_emb):
        h = self.conv_in(F.silu(self.norm_in(x)))
        h = self.norm_out(h) + self.emb(F.silu(t_emb)).unsqueeze(-1).unsqueeze(-1)
        h = self.conv_out(F.silu(h))
        return h + (x if self.same else self.skip(x))
