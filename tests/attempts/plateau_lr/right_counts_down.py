# kata: plateau_lr
import math


class PlateauLR:
    def __init__(self, lr, factor=0.1, patience=10, threshold=1e-4):
        self.base, self.falls = lr, 0
        self.factor, self.patience, self.threshold = factor, patience, threshold
        self.best, self.left = math.inf, patience

    def step(self, metric):
        better = metric < self.best - self.best * self.threshold if self.best < math.inf else True
        if better:
            self.best, self.left = metric, self.patience
        elif self.left == 0:
            self.falls, self.left = self.falls + 1, self.patience
        else:
            self.left -= 1
        return self.base * self.factor**self.falls
