"""Builds the layer from the case's sizes, since a tuple is none of the plain arguments.

The case's options say how: `by_name` gives all arguments by keyword, `default` leaves the last out.
"""

from torch import Tensor, nn


def build(namespace, case):
    """The module; AssertionError where the class makes something else."""
    arguments = dict(case.build)
    if not case.options.get("default"):
        arguments["patch"] = (case.sizes["bins"], case.sizes["steps"])
    if case.options.get("by_name"):
        module = namespace.SpectrogramPatches(**arguments)
    else:
        module = namespace.SpectrogramPatches(*arguments.values())
    if not isinstance(module, nn.Module):
        made = type(module).__name__
        raise AssertionError(f"SpectrogramPatches(...) made a {made}, not an nn.Module")
    return module.to(case.inputs["spectrogram"].dtype)


def leaves(subject) -> list[tuple[str, Tensor]]:
    """What is learned."""
    return list(subject.named_parameters())


def run(subject, case) -> dict[str, Tensor]:
    """The tokens in both modes."""
    x = case.inputs["spectrogram"]
    for part in subject.modules():
        for name, parameter in part._parameters.items():
            part._parameters[name] = None if parameter is None else parameter.to(x.device)
    return {"tokens": subject.eval()(x), "tokens in train mode": subject.train()(x)}
