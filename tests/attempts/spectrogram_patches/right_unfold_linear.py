# kata: spectrogram_patches
from torch import nn


class SpectrogramPatches(nn.Module):
    def __init__(self, embed_dim=256, patch=(16, 16)):
        super().__init__()
        self.cut = nn.Unfold(patch, stride=patch)
        self.proj = nn.Linear(patch[0] * patch[1], embed_dim)

    def forward(self, spec):
        return self.proj(self.cut(spec.unsqueeze(1)).mT)
