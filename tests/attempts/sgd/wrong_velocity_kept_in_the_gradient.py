# kata: sgd
# fails: values
import torch


class SGD(torch.optim.Optimizer):
    def __init__(self, params, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        settings = {
            "lr": lr,
            "momentum": momentum,
            "nesterov": nesterov,
            "weight_decay": weight_decay,
        }
        super().__init__(params, settings)

    def step(self):
        with torch.no_grad():
            for group in self.param_groups:
                mu = group["momentum"]
                for p in group["params"]:
                    if p.grad is None:
                        continue
                    d = p.grad
                    if group["weight_decay"] != 0:
                        d = d.add(p, alpha=group["weight_decay"])
                    if mu != 0:
                        velocity = self.state[p].get("velocity")
                        if velocity is None:
                            velocity = d
                        else:
                            velocity.mul_(mu).add_(d)
                        self.state[p]["velocity"] = velocity
                        d = d + mu * velocity if group["nesterov"] else velocity
                    p.add_(d, alpha=-group["lr"])
