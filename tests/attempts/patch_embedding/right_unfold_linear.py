# kata: patch_embedding
import torch
import torch.nn as nn
import torch.nn.functional as F


class PatchEmbedding(nn.Module):
    def __init__(self, img_size=224, in_ch=3, embed_dim=512, patch_size=32, p_dropout=0.1):
        super().__init__()
        self.p = p_dropout
        self.patch = patch_size
        self.pos_emb = nn.Parameter(torch.zeros((img_size // patch_size) ** 2 + 1, embed_dim))
        self.cls = nn.Parameter(torch.zeros(embed_dim))
        self.to_tokens = nn.Linear(in_ch * patch_size**2, embed_dim)

    def forward(self, x):
        columns = F.unfold(x, kernel_size=self.patch, stride=self.patch)
        tokens = self.to_tokens(columns.mT)
        tokens = torch.cat([self.cls.repeat(len(x), 1, 1), tokens], 1)
        return F.dropout(tokens + self.pos_emb, p=self.p, training=self.training)
