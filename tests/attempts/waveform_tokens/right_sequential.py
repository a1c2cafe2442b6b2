# kata: waveform_tokens
from torch import nn


class WaveformTokens(nn.Module):
    def __init__(self, in_ch: int = 1, embed_dim: int = 256, window: int = 400, hop: int = 160):
        super().__init__()
        self.encode = nn.Sequential(
            nn.Conv2d(in_ch, embed_dim, (1, window), stride=(1, hop)),
            nn.GELU(),
            nn.Flatten(2),
        )

    def forward(self, waveform):
        return self.encode(waveform.unsqueeze(2)).mT
