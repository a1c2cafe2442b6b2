# kata: scale_shift
import torch
from torch.nn import Buffer, Module, Parameter


class ScaleShift(Module):
    def __init__(self, num_features: int):
        super().__init__()
        self.running_mean = Buffer(torch.zeros(num_features))
        self.b = Parameter(torch.zeros(num_features))
        self.a = Parameter(torch.ones(num_features))

    def forward(self, inputs):
        return inputs.mul(self.a).add(self.b)
