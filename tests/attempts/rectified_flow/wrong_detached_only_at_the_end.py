# kata: rectified_flow
# fails: values


class RectifiedFlow:
    """Records gradients on the way and throws them away."""

    def __init__(self, model):
        self.model = model

    def loss(self, x1, x0, t):
        s = t.view(-1, *[1] * (x1.dim() - 1))
        return (self.model((1 - s) * x0 + s * x1, t) - (x1 - x0)).square().mean()

    def sample(self, x0, steps):
        x = x0
        for i in range(steps):
            x = x + self.model(x, x.new_full((len(x),), i / steps)) / steps
        return x.detach()
