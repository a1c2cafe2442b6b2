# kata: plateau_lr
class PlateauLR:
    def __init__(self, lr, factor=0.1, patience=10, threshold=1e-4):
        self.run = self.rates(lr, factor, patience, threshold)
        next(self.run)

    def step(self, metric):
        return self.run.send(metric)

    @staticmethod
    def rates(lr, factor, patience, threshold):
        best, bad = float("inf"), 0
        while True:
            metric = yield lr
            if metric < best * (1 - threshold):
                best, bad = metric, 0
                continue
            bad += 1
            if bad > patience:
                lr, bad = lr * factor, 0
