# kata: simple_net
# fails: state
import torch
from torch import nn


class SimpleNet(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.layers = [nn.Linear(input_dim, hidden_dim), nn.Linear(hidden_dim, output_dim)]

    def forward(self, x):
        return self.layers[1](torch.relu(self.layers[0](x)))
