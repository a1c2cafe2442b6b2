"""Builds the model, notes where its log temperature starts, and asks it for both tables.

Cosines of equal features are 1 whatever the weights are, so nothing could be told apart where all
weights are alike. Both projections to the common space therefore get numbers of the case's added:
they are found by their shape, in either layout. The model is asked with larger weights and a larger
log temperature too and with a smaller one, or, by the case's option `train`, in train mode, where
it must say the same.
"""

import torch
from torch import Tensor, nn
from torch.func import functional_call

BUILT_ONCE = True
GRID = 1e-5  # of the number at the start, which may have been written down in float32
LOUDER = 16.0
HIGHER = 6.0  # a log temperature that is far above where training usually keeps it
LOWER = 4.0  # and one that is far below
TABLES = ("logits_per_image", "logits_per_text")


def build(namespace, case):
    """The model, and the largest of its parameters of a single entry as it is at first."""
    given = case.build
    model = namespace.CLIP(**given) if case.by_name else namespace.CLIP(*given.values())
    if not isinstance(model, nn.Module):
        raise AssertionError(f"CLIP(...) made a {type(model).__name__}, not an nn.Module")
    # A layer of one output has a bias of one entry too, but that begins near 0.
    single = [parameter.item() for parameter in model.parameters() if parameter.numel() == 1]
    start = torch.tensor(max(single, default=0.0), dtype=torch.float64)
    return model.to(case.inputs["image"].dtype), (start / GRID).round() * GRID


def leaves(subject) -> list[tuple[str, Tensor]]:
    """What is learned."""
    model, _ = subject
    return list(model.named_parameters())


def run(subject, case) -> dict[str, Tensor]:
    """Both tables of logits, and where the log temperature started."""
    model, start = subject
    weights = weights_of(model, case)
    seen = asked(model.eval(), weights, case)
    if case.options.get("train"):
        for name, again in asked(model.train(), weights, case).items():
            if not torch.allclose(again, seen[name], rtol=1e-4, atol=1e-4):
                raise AssertionError(f"in train mode {name} is another one, but nothing is dropped")
    else:
        plain = {name: weight.detach() for name, weight in weights.items()}
        louder = {n: w * LOUDER if w.numel() > 1 else w + HIGHER for n, w in plain.items()}
        loud = asked(model.eval(), louder, case)
        seen |= {f"{name}, larger weights": table.detach() for name, table in loud.items()}
        lower = {n: w if w.numel() > 1 else w - LOWER for n, w in plain.items()}
        low = asked(model.eval(), lower, case)
        seen |= {f"{name}, lower temperature": table.detach() for name, table in low.items()}
    return {**seen, "the parameter of a single entry, at the start": start}


def weights_of(model: nn.Module, case) -> dict[str, Tensor]:
    """The parameters where the images are, the projections with the case's numbers added."""
    place = case.inputs["image"].device
    weights = {name: parameter.to(place) for name, parameter in model.named_parameters()}
    for tower in ("vision", "text"):
        added = case.inputs[f"{tower}_nudge"]
        names = projection(weights, added, tower)
        sizes = [weights[name].numel() // added.shape[1] for name in names]
        for name, part in zip(names, added.split(sizes), strict=True):
            weight = weights[name]
            fits = part if weight.squeeze().shape == part.shape else part.T
            weights[name] = weight + fits.reshape(weight.shape)
    return weights


def projection(weights: dict[str, Tensor], added: Tensor, tower: str) -> list[str]:
    """The name of the only matrix with these two axes, or its parts' that follow each other."""
    E, D = added.shape
    found = [[name] for name, weight in weights.items() if fits_in(weight, E, D) == E]
    named = [(name, fits_in(weight, E, D)) for name, weight in weights.items() if weight.dim() > 1]
    for first in range(0 if found else len(named)):
        for last in range(first + 2, len(named) + 1):
            rows = [count for _, count in named[first:last]]
            if all(rows) and sum(rows) == E:
                found.append([name for name, _ in named[first:last]])
    if len(found) != 1:
        raise AssertionError(
            f"{len(found)} parameters map {tower}_dim ({D}) to embed_dim ({E}), expected one"
        )
    return found[0]


def fits_in(weight: Tensor, E: int, D: int) -> int:
    """How many rows of an (E, D) matrix, in either layout, a parameter can be; 0 for none."""
    shape = weight.squeeze().shape
    if len(shape) != 2 or D not in shape:
        return 0
    rows = shape[1] if shape[0] == D else shape[0]
    return rows if rows <= E else 0


def asked(model: nn.Module, weights: dict[str, Tensor], case) -> dict[str, Tensor]:
    """What the model returns with these weights; AssertionError where it is no pair."""
    image, text = case.inputs["image"], case.inputs["text"]
    buffers = {name: buffer.to(image.device) for name, buffer in model.named_buffers()}
    args, kwargs = (image, text), {}
    if case.by_name:
        args, kwargs = (), {"image": image, "text": text}
    tensors = under_each_name(model, {**weights, **buffers})
    returned = functional_call(model, tensors, args, kwargs, tie_weights=False)
    if not isinstance(returned, tuple | list) or len(returned) != 2:
        raise AssertionError(f"CLIP returned a {type(returned).__name__}, expected two tensors")
    return dict(zip(TABLES, returned, strict=True))


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
