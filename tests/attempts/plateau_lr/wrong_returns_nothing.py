# kata: plateau_lr
# fails: shapes
class PlateauLR:
    def __init__(self, lr, factor=0.1, patience=10, threshold=1e-4):
        self.lr = lr
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.best = float("inf")
        self.bad = 0

    def step(self, metric):
        if metric < self.best * (1 - self.threshold):
            self.best = metric
            self.bad = 0
        else:
            self.bad += 1
        if self.bad > self.patience:
            self.lr *= self.factor
            self.bad = 0
        self.last = self.lr
