# kata: layer_norm
import torch
from torch import nn


class LayerNorm(nn.Module):
    """Shift and scale are the two rows of one tensor."""

    def __init__(self, dim, eps=1e-5):
        super().__init__()
        self.affine = nn.Parameter(torch.stack([torch.zeros(dim), torch.ones(dim)]))
        self.register_buffer("eps", torch.tensor(eps), persistent=False)

    def forward(self, x):
        shift, scale = self.affine.unbind(0)
        var, mean = torch.var_mean(x, dim=-1, correction=0, keepdim=True)
        return torch.addcmul(shift, (x - mean) / (var + self.eps).sqrt(), scale)
