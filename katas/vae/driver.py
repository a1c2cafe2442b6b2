"""Builds the autoencoder with a list of widths and runs it with given noise.

The case's option `channels` has the widths (default [4, 3]). Where the case says `drawn`, the model
is also called without noise, in both modes, on many copies of one image, and what it draws has to
be standard normal. For that it gets small weights, with which the reconstruction is as good as
linear in the noise: a call with given noise says how, and so the noise that was drawn is known.
Where the case does not say `drawn`, mean and log variance are asked with larger weights as well,
and the reconstruction with weights that make the log variance about 40.
"""

import torch
from torch import Tensor, nn
from torch.func import functional_call

BUILT_ONCE = True
LOUDER = 8.0
WIDE = 40.0  # log variance, about
CHANNELS = [4, 3]
N_MAPS = len(CHANNELS) + 1  # on the way to it, so that many times it grows with the weights
NEARER = 2  # steps towards it
NAMES = ("reconstruction", "mu", "logvar")
DRAWS = 8000  # in two calls for each mode
ERRORS = 8.0  # standard errors by which a mean of so many draws is never off
APART = 3.7 * DRAWS**-0.5  # how far their shares are never from the law's
SMALL = 1e-3  # of the weights with which noise is drawn
TRIED = 20  # rows of given noise that have to be found again


def build(namespace, case):
    """The module; AssertionError where it is none, or the list is changed."""
    widths = case.options.get("channels", CHANNELS)
    channels = list(widths)
    in_ch, latent_dim, img_size = case.build.values()
    if case.by_name:
        given = {"img_size": img_size, "latent_dim": latent_dim, "in_ch": in_ch}
        model = namespace.VAE(channels=channels, **given)
    else:
        model = namespace.VAE(in_ch, channels, latent_dim, img_size)
    if not isinstance(model, nn.Module):
        raise AssertionError(f"VAE(...) made a {type(model).__name__}, not an nn.Module")
    if channels != widths:
        raise AssertionError(f"the list channels was changed to {channels}")
    return model.to(case.inputs["x"].dtype), []  # what was seen of its noise


def leaves(subject) -> list[tuple[str, Tensor]]:
    """What is learned."""
    model, _ = subject
    return list(model.named_parameters())


def run(subject, case) -> dict[str, Tensor]:
    """Reconstruction, mean and log variance for the case's noise."""
    model, looked_at = subject
    x, noise = case.inputs["x"], case.inputs["noise"]
    loud, wide = {}, {}
    if not case.options.get("drawn"):
        loud, wide = asked_loudly(model.eval(), x.detach(), noise.detach())
    seen = asked(model.eval(), x, {"noise": noise} if case.by_name else noise)
    if loud:  # without the reconstruction: a large log variance is beyond float32 as a variance
        return seen | {f"{name}, larger weights": loud[name] for name in NAMES[1:]} | wide
    for name, again in asked(model.train(), x, noise).items():
        if not torch.allclose(again, seen[name], rtol=1e-4, atol=1e-4, equal_nan=True):
            raise AssertionError(f"with the same noise, {name} differs between train and eval mode")
    if not looked_at:
        check_draws(model, x.detach(), noise.shape[1])
        looked_at.append("standard normal")
    return seen


def asked_loudly(model: nn.Module, x: Tensor, noise: Tensor) -> tuple[dict[str, Tensor], ...]:
    """What it returns with larger weights, and its reconstruction with a large log variance.

    How large it becomes is a smooth function of the weights, the same in every dtype.
    """
    weights = {name: LOUDER * weight.detach() for name, weight in model.named_parameters()}
    wide = loud = asked(model, x, noise, weights=weights)
    for _ in range(NEARER):
        largest = wide["logvar"].abs().max().clamp(min=WIDE)
        weights = {n: w * (WIDE / largest.to(w)) ** (1 / N_MAPS) for n, w in weights.items()}
        wide = asked(model, x, noise, weights=weights)
    return loud, {"reconstruction, large log variance": wide["reconstruction"]}


def asked(model: nn.Module, x: Tensor, noise=None, *, weights=None) -> dict[str, Tensor]:
    """What the model returns, its tensors where x is; AssertionError where they are not three."""
    tensors = {**dict(model.named_parameters()), **dict(model.named_buffers()), **(weights or {})}
    placed = {name: tensor.to(x.device) for name, tensor in tensors.items()}
    args = (x,) if noise is None or isinstance(noise, dict) else (x, noise)
    named = noise if isinstance(noise, dict) else {}
    tensors = under_each_name(model, placed)
    returned = functional_call(model, tensors, args, named, tie_weights=False)
    if not isinstance(returned, tuple | list) or len(returned) != 3:
        raise AssertionError(
            f"VAE returned a {type(returned).__name__}, expected three: {', '.join(NAMES)}"
        )
    return dict(zip(NAMES, returned, strict=True))


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


def check_draws(model: nn.Module, x: Tensor, latent_dim: int) -> None:
    """AssertionError where what is drawn is not standard normal, or the same in every call."""
    generator = torch.Generator().manual_seed(1)

    def normal(like: Tensor) -> Tensor:
        return torch.randn(like.shape, generator=generator, dtype=torch.float64)

    weights = {name: (SMALL * normal(w)).to(w) for name, w in model.named_parameters()}
    image = (normal(x[:1]) / SMALL**2).to(x)
    units = torch.eye(latent_dim, dtype=torch.float64)
    given = torch.cat([units, -units, normal(x.new_empty(TRIED, latent_dim))])

    def reconstructed(count: int, noise: Tensor | None = None) -> Tensor:
        images = image.expand(count, *image.shape[1:])
        return asked(model, images, noise, weights=weights)["reconstruction"].flatten(1)

    with torch.no_grad():
        _, mu, logvar = asked(model, image, weights=weights).values()
        image = image / torch.stack([mu, logvar]).abs().max().clamp(min=1.0)  # both about 1 then
        known = reconstructed(len(given), given.to(x)).double().cpu()
        drawn = []
        for mode in ("train", "eval"):
            model.train(mode == "train")
            drawn += [reconstructed(DRAWS // 4) for _ in range(2)]
            if torch.equal(*drawn[-2:]):
                raise AssertionError(
                    f"two calls without noise give the same in {mode} mode: "
                    "it is drawn in every call"
                )
    together = torch.cat(drawn)
    if together.dtype != x.dtype:
        raise AssertionError(f"without noise the reconstruction is {together.dtype}, not {x.dtype}")
    if x.dtype not in (torch.float32, torch.float64):  # others are too coarse
        return
    middle, slopes = (known[:latent_dim] + sign * known[latent_dim:-TRIED] for sign in (1, -1))
    found = [
        (moved.double().cpu() - middle.mean(dim=0) / 2) @ torch.linalg.pinv(slopes / 2)
        for moved in (known[-TRIED:], together)
    ]
    if torch.allclose(found[0], given[-TRIED:], rtol=0.0, atol=0.05):
        judge_noise(found[1])  # else it is no such decoder, and its values tell


def judge_noise(noise: Tensor) -> None:
    """AssertionError where its numbers are not standard normal, each by itself."""
    neighbours = [noise.roll(1, dims=dim) for dim in range(2) if noise.shape[dim] > 1]
    products = torch.stack([(noise * other).mean() for other in neighbours])
    shares = torch.arange(1, len(noise) + 1).to(noise)[:, None] / len(noise)
    law = torch.special.ndtr(noise.sort(dim=0).values)
    far = {
        "another mean": noise.mean(dim=0).abs() > ERRORS * DRAWS**-0.5,
        "another variance": (noise.var(dim=0) - 1).abs() > ERRORS * (2 / DRAWS) ** 0.5,
        "numbers that follow from others": products.abs() > ERRORS * DRAWS**-0.5,
        "another distribution": (law - shares).abs() > APART,
    }
    for what, entries in far.items():
        if bool(entries.any()):
            raise AssertionError(
                f"what is drawn without noise has {what}, "
                "expected standard normal noise of shape (B, latent_dim)"
            )
