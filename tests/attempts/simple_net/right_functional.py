# kata: simple_net
import torch.nn.functional as F
from torch.nn import Linear, Module


class SimpleNet(Module):
    def __init__(self, input_dim: int, hidden_dim: int, output_dim: int, name: str = "net"):
        super().__init__()
        self.name = name
        self.fc = Linear(input_dim, hidden_dim)
        self.head = Linear(hidden_dim, output_dim)

    def forward(self, x):
        return self.head(F.relu(self.fc(x)))
