"""Has the parameters of several models counted, and looks at each model afterwards.

The case's options say which: `model` (one of MODELS), `frozen` (parts of the names of parameters
that take no gradients) and `is_eval`.
"""

from numbers import Real

import torch
from torch import Tensor, nn


class Layer(nn.Module):
    """A weight and a bias; the case brings their values."""

    def __init__(self, case) -> None:
        super().__init__()
        self.weight = parameter(case.inputs["weight"])
        self.bias = parameter(case.inputs["bias"])


def parameter(values: Tensor) -> nn.Parameter:
    """A parameter of its own with these values."""
    return nn.Parameter(values.detach().clone())


def two_layers(case) -> nn.Module:
    """Parts called first and second, second without a bias."""
    model = nn.ModuleDict({"first": Layer(case), "second": Layer(case)})
    model["second"].bias = None
    return model


def equal_layers(case) -> nn.Module:
    """The same values in parameters of their own."""
    return nn.ModuleList([Layer(case), Layer(case), Layer(case)])


def tied_weights(case) -> nn.Module:
    """Two layers with one weight between them."""
    model = nn.ModuleDict({"first": Layer(case), "second": Layer(case)})
    model["second"].weight = model["first"].weight
    return model


def one_layer_twice(case) -> nn.Module:
    """The same part in two places."""
    layer = Layer(case)
    return nn.ModuleDict({"first": layer, "deeper": nn.ModuleList([layer, Layer(case)])})


def two_names(case) -> nn.Module:
    """One parameter under two names of one part."""
    layer = Layer(case)
    layer.twin = layer.weight
    return layer


def buffers(case) -> nn.Module:
    """A layer with statistics, which are no parameters."""
    layer = Layer(case)
    layer.register_buffer("mean", case.inputs["bias"].detach().clone())
    layer.register_buffer("scale", case.inputs["weight"].detach().clone(), persistent=False)
    return layer


def nested(case) -> nn.Module:
    """Parts of parts of parts, with a parameter at each height."""
    inner = nn.ModuleDict({"inner": Layer(case)})
    model = nn.ModuleDict({"outer": nn.ModuleDict({"middle": inner, "beside": Layer(case)})})
    model.gain = parameter(case.inputs["gain"])
    return model


def parameter_list(case) -> nn.Module:
    """Parameters in a list."""
    return nn.ParameterList([parameter(case.inputs[name]) for name in ("weight", "bias", "gain")])


def gain(case) -> nn.Module:
    """A scalar, which is a parameter with one entry."""
    return nn.ParameterList([parameter(case.inputs["gain"])])


def filters(case) -> nn.Module:
    """Parameters with one axis, three and five, as filters of sound and of video have."""
    weight, bias = case.inputs["weight"], case.inputs["bias"]
    stacked = torch.stack([weight, weight])
    video = stacked[:, :, None, :, None].repeat(1, 1, 3, 1, 2)
    return nn.ParameterList([parameter(values) for values in (stacked, video, bias)])


def no_entries(case) -> nn.Module:
    """A layer, and a parameter with no entry at all."""
    layer = Layer(case)
    layer.prompt = parameter(case.inputs["weight"][:0])
    return layer


def nothing(case) -> nn.Module:
    """A module without parameters."""
    return nn.ReLU()


MODELS = {
    "two layers": two_layers,
    "equal layers": equal_layers,
    "tied weights": tied_weights,
    "one layer twice": one_layer_twice,
    "two names": two_names,
    "buffers": buffers,
    "nested": nested,
    "list": parameter_list,
    "gain": gain,
    "filters": filters,
    "no entries": no_entries,
    "nothing": nothing,
}


def build(namespace, case):
    """The function itself."""
    if not callable(namespace.count_parameters):
        raise AssertionError("count_parameters is not a function")
    return namespace.count_parameters


def run(subject, case) -> dict[str, Tensor]:
    """Both numbers, and what the model is like afterwards."""
    model = MODELS[case.options.get("model", "two layers")](case)
    model.train(not case.options.get("is_eval", False))
    for name, found in model.named_parameters():
        frozen = case.options.get("frozen", [] if "model" in case.options else ["first"])
        found.requires_grad_(not any(part in name for part in frozen))
    total, trainable = numbers(subject(model))
    place = case.inputs["gain"].device
    kept = list(model.named_parameters(remove_duplicate=False))
    seen = {
        "total": as_number(total, place),
        "trainable": as_number(trainable, place),
        "the model is in train mode afterwards": torch.tensor(model.training),
    }
    for name, found in kept:
        seen[f"parameter {name} afterwards"] = found.detach().clone()
        seen[f"parameter {name} takes gradients afterwards"] = torch.tensor(found.requires_grad)
    return seen


def numbers(counted) -> tuple[float, float]:
    """What was returned, as two numbers; AssertionError if it is anything else."""
    if not isinstance(counted, tuple | list) or len(counted) != 2:
        raise AssertionError(
            f"count_parameters returned {described(counted)}, expected (total, trainable)"
        )
    for name, value in zip(("total", "trainable"), counted, strict=True):
        is_scalar = isinstance(value, Tensor) and value.dim() == 0
        if not is_scalar and not isinstance(value, Real):
            raise AssertionError(f"{name} is {described(value)}, expected a whole number")
    return float(counted[0]), float(counted[1])


def described(value) -> str:
    """What kind of thing a value is, in words."""
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    return f"a {type(value).__name__}"


def as_number(value: float, place: torch.device) -> Tensor:
    """A scalar tensor."""
    return torch.tensor(float(value), dtype=torch.float64, device=place)
