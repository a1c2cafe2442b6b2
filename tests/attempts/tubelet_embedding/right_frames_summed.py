# kata: tubelet_embedding
import torch
from torch import nn


class TubeletEmbedding(nn.Module):
    """A flat convolution for each frame of the box, summed."""

    def __init__(self, in_ch=3, embed_dim=512, tubelet=(2, 16, 16)):
        super().__init__()
        frames, *box = tubelet
        self.frames = nn.ModuleList(
            nn.Conv2d(in_ch, embed_dim, tuple(box), tuple(box), bias=False) for _ in range(frames)
        )
        self.bias = nn.Parameter(torch.zeros(embed_dim))

    def forward(self, video):
        step = len(self.frames)
        parts = []
        for start in range(0, video.shape[2], step):
            shots = video[:, :, start : start + step].unbind(2)
            seen = [conv(shot) for conv, shot in zip(self.frames, shots, strict=True)]
            parts.append(torch.stack(seen).sum(0).flatten(2).mT)
        return torch.cat(parts, dim=1) + self.bias
