"""Builds the autoencoder with a list of widths and runs it with given noise.

The case's option `channels` has the widths (default [4, 3]). Where the case says `drawn`, the model
is also called in train mode without noise, many times on one image, and has to vary as it does with
noise that is standard normal: the model itself says how that is.
"""

import torch
from torch import Tensor, nn
from torch.func import functional_call

BUILT_ONCE = True
NAMES = ("reconstruction", "mu", "logvar")
DRAWS = 1500
STANDARD_ERRORS = 7.0  # by how many two samples of one law never differ


def build(namespace, case):
    """The module; AssertionError where it is none, or the list is changed."""
    widths = case.options.get("channels", [4, 3])
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
    return model.to(case.inputs["x"].dtype)


def leaves(subject) -> list[tuple[str, Tensor]]:
    """What is learned."""
    return list(subject.named_parameters())


def run(subject, case) -> dict[str, Tensor]:
    """Reconstruction, mean and log variance for the case's noise."""
    x, noise = case.inputs["x"], case.inputs["noise"]
    seen = asked(subject.eval(), x, {"noise": noise} if case.by_name else noise)
    if case.options.get("drawn"):
        subject.train()
        for name, again in asked(subject, x, noise).items():
            if not torch.allclose(again, seen[name], rtol=1e-4, atol=1e-4):
                raise AssertionError(
                    f"with the same noise, {name} differs between train and eval mode"
                )
        check_draws(subject, x.detach(), noise)
    return seen


def asked(model: nn.Module, x: Tensor, noise=None) -> dict[str, Tensor]:
    """What the model returns, its tensors where x is; AssertionError where they are not three."""
    tensors = [*model.named_parameters(), *model.named_buffers()]
    placed = {name: tensor.to(x.device) for name, tensor in tensors}
    args = (x,) if noise is None or isinstance(noise, dict) else (x, noise)
    named = noise if isinstance(noise, dict) else {}
    returned = functional_call(model, placed, args, named)
    if not isinstance(returned, tuple | list) or len(returned) != 3:
        raise AssertionError(
            f"VAE returned a {type(returned).__name__}, expected three: {', '.join(NAMES)}"
        )
    return dict(zip(NAMES, returned, strict=True))


def check_draws(model: nn.Module, x: Tensor, noise: Tensor) -> None:
    """AssertionError where what is drawn is not standard normal, or the same in every call."""
    many = x[:1].expand(DRAWS, *x.shape[1:])
    generator = torch.Generator().manual_seed(1)
    normal = torch.randn(DRAWS, noise.shape[1], generator=generator, dtype=torch.float64)
    with torch.no_grad():
        wanted = asked(model, many, normal.to(noise))["reconstruction"].flatten(1)
        drawn, again = (asked(model, many)["reconstruction"].flatten(1) for _ in range(2))
    if drawn.dtype != x.dtype:
        raise AssertionError(f"without noise the reconstruction is {drawn.dtype}, not {x.dtype}")
    if torch.equal(drawn, again):
        raise AssertionError("two calls without noise give the same: it is drawn in every call")
    wanted, drawn = wanted.double(), drawn.double()
    spreads = [(sample - sample.mean(dim=0)).square() for sample in (wanted, drawn)]
    for what, samples in (("mean", (wanted, drawn)), ("variance", spreads)):
        error = sum(sample.var(dim=0) for sample in samples).div(DRAWS).sqrt()
        apart = (samples[0].mean(dim=0) - samples[1].mean(dim=0)).abs()
        if bool((apart > STANDARD_ERRORS * error + 1e-9).any()):
            raise AssertionError(
                f"without noise the reconstruction has another {what} than with standard normal "
                "noise of shape (B, latent_dim)"
            )
