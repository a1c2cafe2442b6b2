# kata: encoder_block
# fails: values
import torch.nn.functional as F
from torch import nn


class EncoderBlock(nn.Module):
    def __init__(self, dim, n_heads, mlp_ratio=4, dropout=0.0):
        super().__init__()
        self.n_heads = n_heads
        self.ln1 = nn.LayerNorm(dim)
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)
        self.ln2 = nn.LayerNorm(dim)
        self.fc1 = nn.Linear(dim, mlp_ratio * dim)
        self.fc2 = nn.Linear(mlp_ratio * dim, dim)
        self.drop = nn.Dropout(dropout)

    def attend(self, x):
        q, k, v = self.qkv(x).unflatten(-1, (3, self.n_heads, -1)).permute(2, 0, 3, 1, 4)
        w = (q @ k.mT * q.shape[-1] ** -0.5).softmax(-1)
        return self.proj((w @ v).transpose(1, 2).flatten(2))

    def mlp(self, x):
        return self.fc2(F.relu(self.fc1(x)))

    def forward(self, x):
        x = x + self.drop(self.attend(self.ln1(x)))
        x = x + self.drop(self.mlp(self.ln2(x)))
        return x
