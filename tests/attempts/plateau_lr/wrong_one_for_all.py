# kata: plateau_lr
# fails: values
class PlateauLR:
    def __init__(self, lr, factor=0.1, patience=10, threshold=1e-4):
        self.lr = lr
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        PlateauLR.memory = {"best": float("inf"), "bad": 0}

    def step(self, metric):
        if metric < self.memory["best"] * (1 - self.threshold):
            self.memory["best"] = metric
            self.memory["bad"] = 0
        else:
            self.memory["bad"] += 1
        if self.memory["bad"] > self.patience:
            self.lr *= self.factor
            self.memory["bad"] = 0
        return self.lr
