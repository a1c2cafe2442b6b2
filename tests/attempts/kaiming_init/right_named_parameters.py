# kata: kaiming_init
import torch
from torch import nn


def init_weights(module):
    """Box and Muller's normal numbers."""
    with torch.no_grad():
        match module:
            case nn.Linear():
                for name, p in module.named_parameters():
                    if name == "weight":
                        u, v = torch.rand_like(p), torch.rand_like(p)
                        radius = (-2 * torch.log1p(-u)).sqrt()
                        p.copy_(radius * torch.cos(2 * torch.pi * v) * (p.shape[-1] / 2) ** -0.5)
                    else:
                        p.sub_(p)
