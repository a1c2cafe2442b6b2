# kata: adamw
import torch


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        params = list(params)
        groups = params if params and type(params[0]) is dict else [{"params": params}]
        base = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
        self.param_groups = [base | group for group in groups]
        self.state = {}

    def all_params(self):
        return [p for group in self.param_groups for p in group["params"]]

    def zero_grad(self):
        for p in self.all_params():
            if p.grad is not None:
                p.grad = torch.zeros_like(p.grad)

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            live = [p for p in group["params"] if p.grad is not None]
            for p in live:
                zeros = torch.zeros_like(p), torch.zeros_like(p)
                count, m, v = self.state.get(id(p), (0, *zeros))
                self.state[id(p)] = (count + 1, m, v)
            if live:
                self.update(live, **{k: v for k, v in group.items() if k != "params"})

    def update(self, live, lr, betas, eps, weight_decay):
        grads = [p.grad for p in live]
        counts, ms, vs = (
            list(part) for part in zip(*(self.state[id(p)] for p in live), strict=True)
        )
        torch._foreach_mul_(live, 1 - lr * weight_decay)
        torch._foreach_lerp_(ms, grads, 1 - betas[0])
        torch._foreach_mul_(vs, betas[1])
        torch._foreach_addcmul_(vs, grads, grads, 1 - betas[1])
        for p, count, m, v in zip(live, counts, ms, vs, strict=True):
            root = v.sqrt() / (1 - betas[1] ** count) ** 0.5
            p.addcdiv_(m / (1 - betas[0] ** count), root + eps, value=-lr)
