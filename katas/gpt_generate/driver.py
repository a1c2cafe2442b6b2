"""Generates with small known models, and looks at the tokens and at what each model was asked.

Chance is kept out, or judged. The case's options say which:
 - without options the model is as good as certain of its next token, or top_k is 1, so that every
   token is exact; what the model is asked at each call is returned too;
 - with `odds` the model gives these odds to the tokens, whatever it reads. Many rows are drawn,
   and the shares of the tokens have to be as `expected` says, up to a factor. Then it is looked at
   which random numbers are used. `shift` is added to all logits, which changes no share. With
   `copies` each token stands for so many, side by side, that share its odds; `rows` are drawn.
`sharpness` is the distance between neighbouring logits of the certain model, `by_name` says how
arguments are given, and `short` leaves out those that have a default.
"""

import torch
from torch import Tensor, nn

ROWS = 2_000  # draws of each token, from whose shares chance is judged
PLACES = ("first", "second")  # of a new token
ERRORS = 6.0  # standard errors that a share may be off


class Model(nn.Module):
    """Called as `model(idx)` with idx (B, T), gives (logits, None), logits (B, T, V)."""

    def __init__(self, table: Tensor, block_size: int) -> None:
        super().__init__()
        self.block_size = block_size
        self.register_buffer("table", table)
        self.asked: list[Tensor] = []

    def forward(self, idx: Tensor, targets: Tensor | None = None) -> tuple[Tensor, None]:
        """Logits at every position, from all tokens up to it and their places."""
        if not isinstance(idx, Tensor) or idx.dim() != 2 or idx.is_floating_point():
            raise AssertionError("the model was called with something else than token ids (B, T)")
        if idx.shape[1] > self.block_size:
            raise AssertionError(
                f"the model was called with {idx.shape[1]} tokens, block_size is {self.block_size}"
            )
        self.asked.append(idx.detach().clone())
        places = torch.arange(1, idx.shape[1] + 1, device=idx.device)
        row = (idx * places).cumsum(dim=1) % len(self.table)
        return self.table[row], None


def build(namespace, case):
    """The function."""
    if not callable(namespace.generate):
        raise AssertionError("generate is not a function")
    return namespace.generate


def run(subject, case) -> dict[str, Tensor]:
    """What was generated, and how."""
    if "odds" in case.options:
        return by_chance(subject, case)
    table = case.inputs["table"]
    if "sharpness" in case.options:
        table = table.argsort(dim=-1).argsort(dim=-1).to(table.dtype) * case.options["sharpness"]
    model = Model(table, case.inputs["block_size"])
    prompt = case.inputs["idx"]
    tokens = generated(subject, case, model, prompt)
    seen = {"tokens": tokens.clone()}
    for number, asked in enumerate(model.asked, start=1):
        seen[f"idx at call {number} of the model"] = asked
    return seen


def by_chance(subject, case) -> dict[str, Tensor]:
    """Shares of tokens and use of random numbers, both judged here; AssertionError if wrong."""
    prompt = case.inputs["idx"][:1]
    odds = torch.tensor(
        case.options["odds"], device=prompt.device, dtype=case.inputs["table"].dtype
    )
    copies = case.options.get("copies", 1)
    logits = odds.repeat_interleave(copies).log() + case.options.get("shift", 0.0)
    model = Model(logits.expand(len(logits), -1), case.inputs["block_size"])
    many = prompt.repeat(case.options.get("rows", ROWS), 1)
    with torch.random.fork_rng():
        first = drawn(subject, case, model, many, seed=1)
        other = drawn(subject, case, model, many, seed=2)
        again = drawn(subject, case, model, many, seed=1)
    judge_shares(first[:, prompt.shape[1] :] // copies, case.options["expected"], copies)
    if torch.equal(first, other):
        raise AssertionError(f"{chance(case)} has no effect on the tokens")
    if not torch.equal(first, again):
        raise AssertionError(f"{chance(case)}, seeded alike twice, gave other tokens")
    return {"first tokens": first[:2, : prompt.shape[1]].clone()}


def drawn(subject, case, model: Model, prompt: Tensor, *, seed: int) -> Tensor:
    """Tokens for this seed; AssertionError where other random numbers than asked for are used."""
    device = prompt.device
    if case.options.get("short"):
        torch.manual_seed(seed)
        return generated(subject, case, model, prompt)
    generator = torch.Generator(device=device).manual_seed(seed)
    torch.manual_seed(seed + 10)
    before = torch.get_rng_state()
    tokens = generated(subject, case, model, prompt, generator)
    if not torch.equal(before, torch.get_rng_state()):
        raise AssertionError("torch's own random numbers were used, in spite of the generator")
    if torch.equal(tokens, generated(subject, case, model, prompt, generator)):
        raise AssertionError("the generator gives the same tokens at the next call: it is a copy")
    return tokens


def generated(subject, case, model: Model, prompt: Tensor, generator=None) -> Tensor:
    """One call; AssertionError where the result is no tensor of token ids, or idx has changed."""
    before = prompt.clone()
    count = case.inputs["n"]
    if case.options.get("short"):
        tokens = subject(model, prompt, count)
    else:
        rest = {name: case.inputs[name] for name in ("temperature", "top_k")}
        rest["generator"] = generator
        if case.options.get("by_name"):
            tokens = subject(model=model, idx=prompt, max_new_tokens=count, **rest)
        else:
            tokens = subject(model, prompt, count, *rest.values())
    if not isinstance(tokens, Tensor):
        raise AssertionError(f"generate returned a {type(tokens).__name__}, not a tensor")
    expected = (prompt.shape[0], prompt.shape[1] + count)
    if tuple(tokens.shape) != expected:
        raise AssertionError(f"generate returned shape {tuple(tokens.shape)}, expected {expected}")
    if tokens.dtype != prompt.dtype:
        raise AssertionError(f"the tokens are of dtype {tokens.dtype}, idx of {prompt.dtype}")
    if not torch.equal(before, prompt):
        raise AssertionError("idx was changed")
    return tokens


def judge_shares(tokens: Tensor, expected: list[float], copies: int) -> None:
    """Every new token has to be drawn as often as expected, whatever was drawn before it."""
    for step in range(tokens.shape[1]):
        judge(tokens[:, step], expected, f"drawn {PLACES[step]}", copies)
    if tokens.shape[1] > 1:
        likeliest = max(range(len(expected)), key=expected.__getitem__)
        rows = tokens[tokens[:, 0] == likeliest]
        judge(rows[:, 1], expected, f"drawn second, after {likeliest},", copies)


def judge(drawn_tokens: Tensor, expected: list[float], how: str, copies: int) -> None:
    """How often each token id was `how` in so many draws; AssertionError where that is wrong."""
    draws = len(drawn_tokens)
    for token, weight in enumerate(expected):
        due = weight / sum(expected)
        times = int((drawn_tokens == token).sum())
        if abs(times / draws - due) > ERRORS * (due * (1 - due) / draws) ** 0.5:
            ids = f"token id {token}"
            if copies > 1:
                ids = f"one of the token ids {token * copies} to {token * copies + copies - 1}"
            raise AssertionError(
                f"{ids} was {how} in {times} of {draws} rows, expected about {due * draws:.0f}"
            )


def chance(case) -> str:
    """Whose random numbers are used."""
    return "torch.manual_seed" if case.options.get("short") else "the generator"
