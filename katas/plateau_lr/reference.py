"""Reduce on plateau: the learning rate falls when a metric has stopped to get better.

Source: torch.optim.lr_scheduler.ReduceLROnPlateau, in mode "min" with a relative threshold.
"""


class PlateauLR:
    """Told the metric of every epoch, smaller is better, it says the rate of the next one."""

    def __init__(
        self, lr: float, factor: float = 0.1, patience: int = 10, threshold: float = 1e-4
    ) -> None:
        self.lr = lr
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.best = float("inf")
        self.bad_steps = 0

    def step(self, metric: float) -> float:
        # A gain below the threshold is noise: it neither counts nor moves the mark.
        if metric < self.best * (1 - self.threshold):
            self.best = metric
            self.bad_steps = 0
        else:
            self.bad_steps = self.bad_steps + 1

        if self.bad_steps > self.patience:
            self.lr = self.lr * self.factor
            self.bad_steps = 0
        return self.lr
