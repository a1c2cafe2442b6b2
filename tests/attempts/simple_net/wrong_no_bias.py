# kata: simple_net
# fails: values
import torch
from torch import nn


class SimpleNet(nn.Module):
    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.one = nn.Linear(input_dim, hidden_dim)
        self.two = nn.Linear(hidden_dim, output_dim, bias=False)

    def forward(self, x):
        return self.two(torch.relu(self.one(x)))
