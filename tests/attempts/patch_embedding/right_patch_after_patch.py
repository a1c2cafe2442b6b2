# kata: patch_embedding
import torch
from torch import nn


class PatchEmbedding(nn.Module):
    """Patch after patch, each cut by slicing."""

    def __init__(self, img_size=224, in_ch=3, embed_dim=512, patch_size=32, p_dropout=0.1):
        super().__init__()
        self.p, self.g = patch_size, img_size // patch_size
        self.embed = nn.Linear(patch_size * patch_size * in_ch, embed_dim)
        self.tokens = nn.ParameterList([torch.zeros(embed_dim)])
        self.places = nn.ParameterList([torch.randn(embed_dim) for _ in range(self.g**2 + 1)])
        self.drop = nn.Dropout(p_dropout)

    def forward(self, image):
        out = [self.tokens[0].expand(image.shape[0], -1) + self.places[0]]
        for i in range(self.g):
            for j in range(self.g):
                rows = slice(i * self.p, (i + 1) * self.p)
                columns = slice(j * self.p, (j + 1) * self.p)
                patch = image[:, :, rows, columns].permute(0, 3, 1, 2)
                out.append(self.embed(patch.flatten(1)) + self.places[i * self.g + j + 1])
        return self.drop(torch.stack(out, dim=1))
