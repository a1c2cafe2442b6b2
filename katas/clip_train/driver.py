"""Trains a small model of the same interface as CLIP for some steps and notes how it is called.

The case's options say how: `start` is the log temperature before the first step, `pushes` what the
optimizer adds to it in each step beside its own, `by_name` gives the arguments by name.
"""

from numbers import Real

import torch
from torch import Tensor, nn


class Model(nn.Module):
    """Cosines of one linear map of the pixels and the mean of the tokens' rows of a table."""

    def __init__(self, case) -> None:
        super().__init__()
        for name in ("image_proj", "table"):
            # No nn.Parameter: that would not be known to be where the inputs are.
            self._parameters[name] = case.inputs[name].detach().clone().requires_grad_()
        start = torch.full_like(case.inputs["table"][0, 0], case.options.get("start", 2.5))
        self.logit_scale = nn.Parameter(start)
        self.calls = 0
        self.grad_modes: list[bool] = []

    def forward(self, image: Tensor, text: Tensor) -> tuple[Tensor, Tensor]:
        self.calls += 1
        self.grad_modes.append(torch.is_grad_enabled())
        images = image.flatten(1) @ self.image_proj
        texts = self.table[text].mean(dim=1)
        images = images / images.norm(dim=-1, keepdim=True)
        texts = texts / texts.norm(dim=-1, keepdim=True)
        logits = self.logit_scale.exp() * images @ texts.T
        return logits, logits.T


class SGD(torch.optim.Optimizer):
    """SGD with momentum; the first use of torch's own takes a second, since it loads a compiler."""

    def __init__(self, params, lr: float, momentum: float) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum})

    def add_param_group(self, param_group: dict) -> None:
        params = list(param_group["params"])
        self.param_groups.append({**self.defaults, **param_group, "params": params})

    def zero_grad(self, set_to_none: bool = True) -> None:
        for group in self.param_groups:
            for p in group["params"]:
                if set_to_none:
                    p.grad = None
                elif p.grad is not None:
                    p.grad = torch.zeros_like(p.grad)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                velocity = self.state[p].get("velocity", torch.zeros_like(p))
                velocity = group["momentum"] * velocity + p.grad
                self.state[p]["velocity"] = velocity
                p -= group["lr"] * velocity
        return loss


class Pushing(SGD):
    """SGD that moves one parameter by a given amount besides, step by step."""

    def __init__(self, model: Model, pushes: list[float]) -> None:
        maps = {"params": [model.image_proj, model.table]}
        temperature = {"params": [model.logit_scale], "lr": 1e-3}
        super().__init__([maps, temperature], lr=0.2, momentum=0.5)
        self.pushed = model.logit_scale
        self.pushes = iter(pushes)

    @torch.no_grad()
    def step(self, closure=None):
        loss = super().step(closure)
        self.pushed.add_(next(self.pushes, 0.0))
        return loss


def build(namespace, case):
    """The function itself."""
    if not callable(namespace.clip_step):
        raise AssertionError("clip_step is not a function")
    return namespace.clip_step


def run(subject, case) -> dict[str, Tensor]:
    """The loss of every step, and what has become of the model."""
    model = Model(case)
    temperature = model.logit_scale
    pushes = case.options.get("pushes", [0.1, -0.2])
    optimizer = Pushing(model, pushes)
    seen = {}
    for step in range(1, len(pushes) + 1):
        images = case.inputs["images"].detach().roll(step, 0)
        tokens = case.inputs["tokens"].clone()
        given = {"model": model, "images": images, "tokens": tokens, "optimizer": optimizer}
        by_name = case.options.get("by_name", False)
        loss = subject(**given) if by_name else subject(*given.values())
        seen[f"the loss of step {step}"] = as_number(loss)
        holds_graph = isinstance(loss, Tensor) and loss.requires_grad
        seen[f"the loss of step {step} holds a graph"] = noted(holds_graph)
        after = f"after step {step}"
        seen |= {f"{n} {after}": p.detach().clone() for n, p in model.named_parameters()}
        seen[f"images {after}"] = images.clone()
        seen[f"tokens {after}"] = tokens.clone()
    is_kept = model.logit_scale is temperature and temperature.requires_grad
    seen["the log temperature is still the optimizer's"] = noted(is_kept)
    seen["calls of the model"] = noted(model.calls)
    seen["calls of the model that record gradients"] = noted(sum(model.grad_modes))
    return seen


def as_number(loss) -> Tensor:
    """The loss as a scalar; AssertionError if it is anything else."""
    if isinstance(loss, Tensor) and loss.numel() == 1:
        loss = loss.item()
    if not isinstance(loss, Real):
        raise AssertionError(f"clip_step returned a {type(loss).__name__}, expected the loss")
    return torch.tensor(float(loss), dtype=torch.float64)


def noted(value: int) -> Tensor:
    """A count or a truth as a tensor."""
    return torch.tensor(value)
