# kata: vit
# fails: values
import torch
import torch.nn.functional as F
from torch import nn


class Layer(nn.Module):
    def __init__(self, dim, heads, ratio, p):
        super().__init__()
        self.heads = heads
        self.p = p
        self.ln1 = nn.LayerNorm(dim)
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)
        self.ln2 = nn.LayerNorm(dim)
        self.fc1 = nn.Linear(dim, ratio * dim)
        self.fc2 = nn.Linear(ratio * dim, dim)

    def drop(self, x):
        return F.dropout(x, self.p, self.training)

    def attend(self, x):
        q, k, v = self.qkv(x).unflatten(-1, (3, self.heads, -1)).permute(2, 0, 3, 1, 4)
        w = (q @ k.mT / q.shape[-1] ** 0.5).softmax(-1)
        return self.proj((w @ v).transpose(1, 2).flatten(2))

    def forward(self, x):
        x = x + self.drop(self.attend(self.ln1(x)))
        return x + self.drop(self.fc2(F.gelu(self.fc1(self.ln2(x)))))


class ViT(nn.Module):
    def __init__(
        self, img_size, patch_size, in_ch, n_classes, dim, depth, n_heads, mlp_ratio=4, dropout=0.0
    ):
        super().__init__()
        n = (img_size // patch_size) ** 2
        self.cls = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos = nn.Parameter(torch.zeros(1, n + 1, dim))
        self.embed = nn.Conv2d(in_ch, dim, patch_size, patch_size)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList([Layer(dim, n_heads, mlp_ratio, dropout) for _ in range(depth)])
        self.ln = nn.LayerNorm(dim)
        self.fc = nn.Linear(dim, n_classes)

    def forward(self, image):
        x = self.embed(image).flatten(2).mT
        x = torch.cat((self.cls.expand(len(x), -1, -1), x), 1)
        x = self.drop(x + self.pos)
        for layer in self.layers:
            x = layer(x)
        return self.fc(x[:, 0])
