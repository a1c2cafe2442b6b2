# kata: waveform_tokens
import torch.nn.functional as F
from torch import nn


class WaveformTokens(nn.Module):
    def __init__(self, in_ch=1, embed_dim=256, window=400, hop=160):
        super().__init__()
        self.window, self.hop = window, hop
        self.to_token = nn.Linear(window * in_ch, embed_dim)

    def forward(self, x):
        frames = x.unfold(-1, self.window, self.hop)
        frames = frames.permute(0, 2, 3, 1).flatten(2)
        return F.gelu(self.to_token(frames))
