"""Which tensors would stay behind on a real device, told without one."""

import pytest
import torch
from torch import nn

from torchkata.worker.case import Case
from torchkata.worker.engine import Engine
from torchkata.worker.messages import Evaluation, Step, Target

HEAD = """
import torch
import torch.nn.functional as F
from torch import nn

class Probe(nn.Module):
    def __init__(self):
        super().__init__()
        self.lin = nn.Linear(6, 6)
        self.emb = nn.Embedding(9, 6)
        {init}
    def forward(self, x):
        B, T, D = x.shape
        x = self.lin(x)
        scores = x @ x.mT
        {body}
"""

STAYS_BEHIND = {
    "positions": ("", "return x + self.emb(torch.arange(T))"),
    "mask": (
        "",
        "m = torch.tril(torch.ones(T, T)) == 0\n"
        "        return scores.masked_fill(m, float('-inf')).softmax(-1) @ x",
    ),
    "state": ("", "return torch.tanh(torch.zeros(B, T, D) + x)"),
    "noise": ("", "return x + torch.randn(B, T, D)"),
    "class token": ("", "return torch.cat([torch.zeros(B, 1, D), x], 1)"),
    "plain mask": (
        "self.mask = torch.ones(9, 9).tril().bool()",
        "return scores.masked_fill(~self.mask[:T, :T], -1e9) @ x",
    ),
    "plain table": ("self.table = torch.randn(9, 6)", "return x + self.table[:T]"),
    "parameter in a list": ("self.ps = [nn.Parameter(torch.ones(6))]", "return x * self.ps[0]"),
    "module in a list": ("self.ms = [nn.Linear(6, 6)]", "return self.ms[0](x)"),
    "table indexed from the device": ("", "return torch.ones(9, 6)[(x > 0).long()[..., 0]]"),
    "one-element vector": ("", "return x + torch.tensor([1.0])"),
    "identity matrix": ("", "return (scores + torch.eye(T)) @ x"),
    "moved away": ("", "return x.cpu()"),
    "weight moved away": ("", "return x @ self.lin.weight.cpu()"),
    "type of what stays": ("", "return x + x.type_as(torch.ones(2))"),
    "filled from the device": ("", "t = torch.zeros(B, T, D); t.copy_(x); return x + t"),
    "through numpy": ("", "return torch.from_numpy(x.detach().cpu().numpy())"),
    "einsum operand": ("", "return torch.einsum('btd,de->bte', x, torch.ones(D, D))"),
}
MOVES_ALONG = {
    "positions": ("", "return x + self.emb(torch.arange(T, device=x.device))"),
    "weight slice": ("", "return x + self.emb.weight[:T]"),
    "index from the CPU": ("", "return x[torch.arange(B)]"),
    "mask": (
        "",
        "m = torch.tril(torch.ones(T, T, device=x.device)) == 0\n"
        "        return scores.masked_fill(m, float('-inf')).softmax(-1) @ x",
    ),
    "like": ("", "return x + torch.full_like(x, 2.0).triu(1)"),
    "slice filled from the CPU": ("", "x = x.clone(); x[:, :, :3] = torch.ones(T, 3); return x"),
    "new": ("", "return x + x.new_zeros(D)"),
    "buffer": (
        "self.register_buffer('mask', torch.ones(9, 9).tril().bool(), persistent=False)",
        "return scores.masked_fill(~self.mask[:T, :T], -1e9) @ x",
    ),
    "moved": (
        "",
        "m = torch.ones(9, 9).tril().bool().to(x.device)\n"
        "        return scores.masked_fill(~m[:T, :T], -1e9) @ x",
    ),
    "copy that was moved away": ("", "m = x.cpu().mean().item(); return x * m"),
    "copy by keyword": ("", "m = x.to(device='cpu').mean().item(); return x * m"),
    "copy through the CPU": ("", "return x + x.to('cpu').to(x.device)"),
    "buffer read on the CPU": (
        "self.register_buffer('t', torch.ones(6))",
        "return x + self.t * self.t.cpu().sum().item()",
    ),
    "weight read on the CPU": ("", "return x @ self.lin.weight * self.lin.bias.cpu()[0].item()"),
    "layer moved in forward": ("", "return nn.LayerNorm(D).to(x.device)(x)"),
    "scalars": ("", "return x / torch.sqrt(torch.tensor(D)) + torch.tensor(1.0)"),
    "scalar attribute": ("self.s = torch.tensor(6.0)", "return x / self.s"),
    "where with a scalar": ("", "return torch.where(x > 0, x, torch.tensor(0.0))"),
    "branch on data": ("", "return x + 1 if x.sum() > 0 else x / (x.abs().max().item() + 1)"),
    "boolean product": ("", "return x * (x > 0)"),
    "batch of tokens": (
        "self.c = nn.Parameter(torch.ones(1, 1, 6))",
        "return torch.cat([self.c.expand(B, -1, -1), x], dim=1)",
    ),
}


KEPT = {  # how what a call kept is asked for, and whether that fails once the module was moved
    "a mask": ("if self.kept is None:", True),
    "a mask of one device": ("if self.kept is None or self.kept.device != x.device:", False),
    "a mask that is made anew": ("if True:", False),
}


def strays(init: str, body: str, *, used: bool = False) -> tuple[str, ...]:
    engine = Engine()
    source = HEAD.replace("{init}", init or "pass").replace("{body}", body)
    engine.load(Target(source, "/somewhere/probe.py", "Probe", "module"))
    engine.prepare((Case("generic", {}, {}, {"x": torch.randn(2, 4, 6)}, {}, ("x",)),))
    evaluation = Evaluation(0, (Step(0),), lift=False, virtual_device=True, fresh=True, used=used)
    return engine.evaluate(evaluation).answers[0].strays


@pytest.mark.parametrize("name", STAYS_BEHIND)
def test_a_tensor_that_stays_behind_is_found(name: str) -> None:
    assert strays(*STAYS_BEHIND[name])


@pytest.mark.parametrize("used", [False, True])
@pytest.mark.parametrize("name", MOVES_ALONG)
def test_a_tensor_that_moves_along_is_left_alone(name: str, used: bool) -> None:
    assert strays(*MOVES_ALONG[name], used=used) == ()


@pytest.mark.parametrize(("asked", "fails"), KEPT.values(), ids=KEPT)
def test_what_a_call_keeps_stays_where_that_call_was(asked: str, fails: bool) -> None:
    body = f"{asked}\n            self.kept = torch.ones(T, 1, device=x.device)\n"
    body += "        return x * self.kept"
    assert not strays("self.kept = None", body)
    assert bool(strays("self.kept = None", body, used=True)) is fails


def test_the_line_is_named() -> None:
    assert strays("", "y = x * 2\n        return y + torch.ones(6)") == ("add at line 17",)


def test_the_line_is_named_on_which_a_tensor_was_made() -> None:
    made = "mask = torch.ones(6)\n        mask = mask * 2\n        "
    assert strays("", f"{made}return x * mask") == (
        "mul at line 18, with a tensor made on line 16",
    )
    assert strays("", f"{made}return mask") == ("output out, made on line 16",)


def test_a_module_of_torch_moves_along() -> None:
    layer = "nn.TransformerEncoderLayer(6, 2, 12, batch_first=True)"
    assert strays(f"self.layer = {layer}", "return self.layer(x)") == ()
    assert isinstance(nn.Linear(1, 1), nn.Module)
