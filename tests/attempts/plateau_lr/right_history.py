# kata: plateau_lr
class PlateauLR:
    """Keeps everything it was told since the last mark."""

    def __init__(self, lr, factor=0.1, patience=10, threshold=1e-4):
        self.rate, self.factor = lr, factor
        self.patience, self.keep = patience, 1.0 - threshold
        self.mark = None
        self.waiting = []

    def step(self, metric):
        if self.mark is None or metric < self.mark * self.keep:
            self.mark = metric
            self.waiting.clear()
            return self.rate
        self.waiting.append(metric)
        if len(self.waiting) > self.patience:
            self.waiting.clear()
            self.rate *= self.factor
        return self.rate
