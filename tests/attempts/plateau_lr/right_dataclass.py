# kata: plateau_lr
from dataclasses import dataclass, field

import torch


@dataclass
class PlateauLR:
    lr: float
    factor: float = 0.1
    patience: int = 10
    threshold: float = 1e-4
    best: float = field(default=float("inf"), init=False)
    bad: int = field(default=0, init=False)

    def step(self, metric):
        is_better = metric < self.best * (1.0 - self.threshold)
        self.best = metric if is_better else self.best
        self.bad = 0 if is_better else self.bad + 1
        if self.bad == self.patience + 1:
            self.lr, self.bad = self.factor * self.lr, 0
        return torch.tensor(self.lr, dtype=torch.float64)
