# kata: waveform_tokens
# fails: values
import torch.nn.functional as F
from torch import nn


class WaveformTokens(nn.Module):
    def __init__(self, in_ch=1, embed_dim=256, window=400, hop=160):
        super().__init__()
        self.conv = nn.Conv1d(in_ch, embed_dim, window, stride=hop)

    def forward(self, x):
        x = self.conv(x.mean(1, keepdim=True).expand_as(x))
        return F.gelu(x).transpose(1, 2)
