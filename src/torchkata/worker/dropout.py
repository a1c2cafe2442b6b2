"""A deterministic stand-in for dropout.

`D_p(x) = x (1 + p)` where x > 0, else `x (1 - p/2)`. It depends on the rate and the place, not on
the layout, the order of calls or a split into heads, and commutes with positive scaling, ReLU,
reshape and cat: two implementations with dropout in the same places agree exactly.
"""

from collections.abc import Callable
from types import TracebackType
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor
from torch.overrides import TorchFunctionMode

from torchkata.worker.lift import asks_for_less, lifted

WITH_MASK = (torch.native_dropout,)  # returns what was kept beside the values
ALPHA = (F.alpha_dropout, torch.alpha_dropout, F.feature_alpha_dropout, torch.feature_alpha_dropout)
ELEMENTWISE = (F.dropout, torch.dropout, torch.dropout_, *WITH_MASK)
CHANNELWISE = (F.dropout1d, F.dropout2d, F.dropout3d, torch.feature_dropout)
ATTENTION = F.scaled_dot_product_attention
PATCHED = (
    "dropout",
    "dropout1d",
    "dropout2d",
    "dropout3d",
    "alpha_dropout",
    "feature_alpha_dropout",
    "scaled_dot_product_attention",
)
SAY_TRAINING = (F.dropout, F.dropout1d, F.dropout2d, F.dropout3d)  # and are on by default
SAY_TRAINING_OFF = (F.alpha_dropout, F.feature_alpha_dropout)
RANDOM = (
    torch.rand,
    torch.rand_like,
    torch.randn,
    torch.randn_like,
    torch.bernoulli,
    torch.randint,
    torch.randperm,
    torch.multinomial,
    Tensor.bernoulli,
    Tensor.bernoulli_,
    Tensor.uniform_,
    Tensor.normal_,
    Tensor.random_,
)


def stand_in(x: Tensor, p: float) -> Tensor:
    """D_p of every element."""
    return torch.where(x > 0, x * (1 + p), x * (1 - p / 2))


def channel_stand_in(x: Tensor, p: float) -> Tensor:
    """D_p decided once a channel, by the sign of its mean; another law than `stand_in`."""
    mean = x.mean(dim=tuple(range(2, x.dim())), keepdim=True) if x.dim() > 2 else x
    return torch.where(mean > 0, x * (1 + p / 3), x * (1 - p / 5))


def alpha_stand_in(x: Tensor, p: float) -> Tensor:
    """Another law again, since what is dropped is not 0."""
    return stand_in(x, p) + p


def is_constant(x: Tensor) -> bool:
    """Whether a tensor says nothing but its shape, as the ones of a mask do."""
    return not x.requires_grad and x.numel() > 0 and bool((x == x.reshape(-1)[0]).all())


def attention_stand_in(
    q: Tensor, k: Tensor, v: Tensor, options: dict[str, Any], dropout_p: float
) -> Tensor:
    """Scaled dot product attention with D_p on its weights."""
    if options.get("enable_gqa"):
        k = k.repeat_interleave(q.shape[-3] // k.shape[-3], -3)
        v = v.repeat_interleave(q.shape[-3] // v.shape[-3], -3)
    scale = options.get("scale")
    scores = q @ k.transpose(-2, -1) * (q.shape[-1] ** -0.5 if scale is None else scale)
    mask = options.get("attn_mask")
    if mask is not None and hasattr(mask, "_materialize"):  # torch.nn.attention.bias
        mask = mask._materialize(q.device)
    if options.get("is_causal"):
        mask = torch.ones(scores.shape[-2:], dtype=torch.bool, device=q.device).tril()
    if mask is not None:
        is_bool = mask.dtype == torch.bool
        scores = scores.masked_fill(~mask, float("-inf")) if is_bool else scores + mask
    return stand_in(scores.softmax(-1), dropout_p) @ v


class StandIn(TorchFunctionMode):
    """Replaces dropout while it is on; `rates` lists the calls, `randomness` other random calls.

    A TorchFunctionMode is off inside functions such as multi-head attention, so the names in
    `torch.nn.functional` are replaced too. It can lift dtypes as well: two modes cost twice.
    """

    def __init__(self, *, lift: bool = False) -> None:
        super().__init__()
        self.call = self.lifted if lift else unchanged
        self.has_lifted = False
        self.rates: list[float] = []
        self.randomness: list[str] = []
        self.originals = {name: getattr(F, name) for name in PATCHED}

    def __enter__(self) -> "StandIn":
        for name, original in self.originals.items():
            setattr(F, name, self.replacement(original))
        super().__enter__()  # type: ignore[no-untyped-call]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)  # type: ignore[no-untyped-call]
        for name, original in self.originals.items():
            setattr(F, name, original)

    @property
    def has_acted(self) -> bool:
        """Whether anything would have been otherwise without it."""
        return self.has_lifted or bool(self.rates)

    def lifted(
        self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any] | None
    ) -> Any:
        """Call `func` with lifted dtypes."""
        if not asks_for_less(func, args, kwargs):
            return func(*args, **kwargs) if kwargs else func(*args)
        self.has_lifted = True
        return lifted(func, args, kwargs)

    def replacement(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """What stands under the original's name meanwhile."""

        def replaced(*args: Any, **kwargs: Any) -> Any:
            return self.__torch_function__(original, (), args, kwargs)

        return replaced

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Replace dropout, note randomness, pass on the rest."""
        try:
            special = SPECIAL.get(func)
        except TypeError:  # an attempt's own callable need not be hashable
            special = None
        if special is None:
            return self.call(func, args, kwargs)
        return special(self, func, args, kwargs or {})

    def dropped(
        self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        """One dropout call."""
        dropped = self.drop(func, args, kwargs)
        kept = torch.ones_like(dropped, dtype=torch.bool)
        return (dropped, kept) if func in WITH_MASK else dropped

    def attended(
        self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        """One call of torch's attention."""
        names = ("query", "key", "value", "attn_mask", "dropout_p", "is_causal")
        options = dict(zip(names, args, strict=False)) | kwargs
        if rate := options.get("dropout_p", 0.0):
            self.rates.append(float(rate))
            q, k, v = options["query"], options["key"], options["value"]
            with torch._C.DisableTorchFunction():
                return attention_stand_in(q, k, v, options, rate)
        return self.unreplaced(func, args, kwargs)

    def random(
        self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        """One random function of another kind."""
        self.randomness.append(func.__name__)
        return self.call(func, args, kwargs)

    def unreplaced(
        self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        """Call torch's attention under its own name, by which some biases know it."""
        F.scaled_dot_product_attention = func
        try:
            return self.call(func, args, kwargs)
        finally:
            F.scaled_dot_product_attention = self.replacement(func)

    def drop(
        self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Tensor:
        """The stand-in for one dropout call."""
        flag = "training" if func in SAY_TRAINING + SAY_TRAINING_OFF else "train"
        options = dict(zip(("input", "p", flag, "inplace"), args, strict=False)) | kwargs
        x: Tensor = options["input"]
        p = float(options.get("p", 0.5))
        if not options.get(flag, func in SAY_TRAINING) or p == 0:
            return x
        self.rates.append(p)
        if is_constant(x):  # a mask of the attempt's own making: its shape decides, not its place
            self.randomness.append(f"{func.__name__} of a constant")
        law = channel_stand_in if func in CHANNELWISE else stand_in
        with torch._C.DisableTorchFunction():
            dropped = alpha_stand_in(x, p) if func in ALPHA else law(x, p)
            return x.copy_(dropped) if options.get("inplace") else dropped


def unchanged(
    func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any] | None
) -> Any:
    """Call `func`."""
    return func(*args, **(kwargs or {}))


SPECIAL: dict[Callable[..., Any], Callable[..., Any]] = {
    **dict.fromkeys((*ELEMENTWISE, *CHANNELWISE, *ALPHA), StandIn.dropped),
    **dict.fromkeys(RANDOM, StandIn.random),
    ATTENTION: StandIn.attended,
}
