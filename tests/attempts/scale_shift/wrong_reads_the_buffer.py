# kata: scale_shift
# fails: state
import torch
from torch import Tensor, nn


class ScaleShift(nn.Module):
    def __init__(self, num_features: int) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(num_features))
        self.shift = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))

    def forward(self, x: Tensor) -> Tensor:
        return (x - self.running_mean) * self.scale + self.shift
