"""Builds the network with a list of widths, lets it train, then asks it in eval mode.

The case's options say how: `hidden_dims` (default [7, 11]), `by_name` gives all arguments by name,
`default` leaves dropout out. Running statistics begin anew with every run. Dropout by chance cannot
be compared: where it is not replaced by something that can, only eval mode is looked at. Before
training it is asked with larger weights too.
"""

import torch
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn import functional as F

PASSES = 3  # in train mode
LOUDER = 30.0


def build(namespace, case):
    """The module and its buffers as they are at first; AssertionError where the list is changed."""
    hidden_dims = list(case.options.get("hidden_dims", [7, 11]))
    given = list(hidden_dims)
    input_dim, output_dim, dropout = case.build.values()
    if case.options.get("by_name"):
        module = namespace.ConfigurableMLP(
            output_dim=output_dim, hidden_dims=given, input_dim=input_dim, dropout=dropout
        )
    elif case.options.get("default"):
        module = namespace.ConfigurableMLP(input_dim, given, output_dim)
    else:
        module = namespace.ConfigurableMLP(input_dim, given, output_dim, dropout)
    if not isinstance(module, nn.Module):
        made = type(module).__name__
        raise AssertionError(f"ConfigurableMLP(...) made a {made}, not an nn.Module")
    if given != hidden_dims:
        raise AssertionError(f"the list hidden_dims was changed from {hidden_dims} to {given}")
    module = module.to(case.inputs["x"].dtype)
    return module, {name: buffer.clone() for name, buffer in module.named_buffers()}


def leaves(subject) -> list[tuple[str, Tensor]]:
    """What is learned."""
    module, _ = subject
    return list(module.named_parameters())


def run(subject, case) -> dict[str, Tensor]:
    """Outputs before training, of every pass in train mode, and afterwards."""
    module, buffers = subject
    x = case.inputs["x"]
    seen = {}
    begin_anew(module, buffers, x)
    seen["out before training"] = module.eval()(x)
    louder = {name: LOUDER * weight for name, weight in module.named_parameters()}
    with torch.no_grad():
        tensors = under_each_name(module, louder)
        seen["out, larger weights"] = functional_call(module, tensors, (x,), tie_weights=False)
    if case.build["dropout"] and not is_replaced():
        return seen
    begin_anew(module, buffers, x)
    module.train()
    for number in range(PASSES):
        seen[f"out in train mode, pass {number + 1}"] = module((number + 1) * x)
    seen["out after training"] = module.eval()(x)
    return seen


def begin_anew(module: nn.Module, buffers: dict[str, Tensor], x: Tensor) -> None:
    """The buffers as at first, in new tensors, since a graph may hold the old; all where x is."""
    for name, buffer in buffers.items():
        owner, _, last = name.rpartition(".")
        setattr(module.get_submodule(owner), last, buffer.to(x.device, copy=True))
    for part in module.modules():
        for name, parameter in part._parameters.items():
            part._parameters[name] = None if parameter is None else parameter.to(x.device)


def is_replaced() -> bool:
    """Whether dropout is replaced by something without chance, under which nothing is ever 0."""
    return bool(F.dropout(torch.ones(64).cumsum(0), 0.5, training=True).all())


def under_each_name(module: nn.Module, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """The same for tensors that several layers share; a layer that is registered twice once."""
    named = dict([*module.named_parameters(), *module.named_buffers()])
    given = {id(named[name]): tensor for name, tensor in tensors.items()}
    return {
        f"{prefix}.{name}".lstrip("."): given[id(tensor)]
        for prefix, part in module.named_modules()
        for name, tensor in (*part._parameters.items(), *part._buffers.items())
        if id(tensor) in given
    }
