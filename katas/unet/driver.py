"""Builds the network with a list of multipliers, which is none of the plain arguments.

The case's options say how: `ch_mults`, and `by_name` for arguments by keyword. Where they say
nothing the network is asked in eval mode too, there with larger weights as well.
"""

import torch
from torch import Tensor, nn
from torch.func import functional_call

BUILT_ONCE = True
LOUDER = 30.0


def build(namespace, case):
    """The module; AssertionError where the class makes something else, or changes the list."""
    ch_mults = list(case.options["ch_mults"]) if "ch_mults" in case.options else [4]
    given = list(ch_mults)
    in_ch, base_ch, time_dim, groups = case.build.values()
    if case.options.get("by_name"):
        module = namespace.UNet(
            in_ch=in_ch, base_ch=base_ch, ch_mults=given, time_dim=time_dim, groups=groups
        )
    else:
        module = namespace.UNet(in_ch, base_ch, given, time_dim, groups)
    if not isinstance(module, nn.Module):
        raise AssertionError(f"UNet(...) made a {type(module).__name__}, not an nn.Module")
    if given != ch_mults:
        raise AssertionError(f"the list ch_mults was changed from {ch_mults} to {given}")
    return module.to(case.inputs["x"].dtype)


def leaves(subject) -> list[tuple[str, Tensor]]:
    """What is learned."""
    return list(subject.named_parameters())


def run(subject, case) -> dict[str, Tensor]:
    """The output, all parameters where x is."""
    x, t = case.inputs["x"], case.inputs["t"]
    for part in subject.modules():
        for store in (part._parameters, part._buffers):
            for name, tensor in store.items():
                store[name] = None if tensor is None else tensor.to(x.device)
    if case.options.get("by_name"):
        return {"out": subject.train()(x=x, t=t)}
    seen = {"out": subject.train()(x, t), "out in eval mode": subject.eval()(x, t)}
    louder = {name: LOUDER * weight for name, weight in subject.named_parameters()}
    with torch.no_grad():
        loud = functional_call(subject, under_each_name(subject, louder), (x, t), tie_weights=False)
    return {**seen, "out, larger weights": loud}


def under_each_name(model: nn.Module, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """The same for tensors that several layers share; a layer that is registered twice once."""
    named = dict([*model.named_parameters(), *model.named_buffers()])
    given = {id(named[name]): tensor for name, tensor in tensors.items()}
    return {
        f"{prefix}.{name}".lstrip("."): given[id(tensor)]
        for prefix, part in model.named_modules()
        for name, tensor in (*part._parameters.items(), *part._buffers.items())
        if id(tensor) in given
    }
