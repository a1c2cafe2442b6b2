# kata: plateau_lr
# fails: values
class PlateauLR:
    def __init__(
        self, lr: float, factor: float = 0.1, patience: int = 10, threshold: float = 0.0001
    ) -> None:
        self.lr = lr
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.best = float("inf")
        self.bad_steps = 0

    def step(self, metric: float) -> float:
        if metric >= self.best * (1 - self.threshold):
            self.bad_steps = self.bad_steps + 1
        else:
            self.best = metric
            self.bad_steps = 0
        if self.bad_steps > self.patience:
            self.lr = self.lr * self.factor
            self.bad_steps = 0
        return self.lr
