"""Linear layers put together, taken apart, or their parts in another order."""

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from torchkata.source.mutation.rewrites.facts import (
    Facts,
    Layer,
    argument,
    called_layer,
    change_everywhere,
    expression,
    functions,
    is_called_only,
    layers,
    modules,
    statements,
    text_of,
)


def siblings_fused(tree: ast.Module, facts: Facts) -> int:
    """Linear layers that read the same input become one, whose result is split."""
    count = 0
    for cls in modules(tree):
        known = {layer.name: layer for layer in layers(cls, "Linear")}
        known = {name: layer for name, layer in known.items() if is_called_only(cls, name)}
        for function in functions(cls):
            for group in sibling_calls(function.body, known):
                fuse(cls, function.body, group, known)
                count += 1
    return count


def sibling_calls(body: list[ast.stmt], known: dict[str, Layer]) -> list[list[ast.Assign]]:
    """Runs of `q = self.q_proj(x)` with the same x and layers that may be one."""
    groups: list[list[ast.Assign]] = []
    for before, after in pairwise([None, *body]):
        if not isinstance(after, ast.Assign) or fused_as(after, known) is None:
            continue
        if (
            groups
            and before is groups[-1][-1]
            and fused_as(groups[-1][0], known) == fused_as(after, known)
        ):
            groups[-1].append(after)
        else:
            groups.append([after])
    return [group for group in groups if len(group) > 1]


def fused_as(statement: ast.Assign, known: dict[str, Layer]) -> tuple[str, ...] | None:
    """Input, width of the input and bias: what layers must share to be fused."""
    call = called_layer(statement.value)
    if call is None or call[0] not in known:
        return None
    layer = known[call[0]].call
    width = argument(layer, 0, "in_features", "")
    return text_of(call[1]), width, argument(layer, 2, "bias", "True")


def fuse(
    cls: ast.ClassDef, body: list[ast.stmt], group: Sequence[ast.Assign], known: dict[str, Layer]
) -> None:
    """Replace the layers by one and the calls by one call and a split."""
    calls = [call for part in group if (call := called_layer(part.value)) is not None]
    parts = [known[name] for name, _ in calls]
    widths = [argument(part.call, 1, "out_features", "") for part in parts]
    first = parts[0].call
    total = " + ".join(f"({width})" for width in widths)
    made = next(f for f in functions(cls) if f.name == "__init__")
    place = made.body.index(parts[0].statement)
    width, bias = argument(first, 0, "in_features", ""), argument(first, 2, "bias", "True")
    made.body[place:place] = statements(
        f"self.fused = nn.Linear({width}, {total}, bias={bias})\n"
        f"self.fused_widths = [{', '.join(widths)}]"
    )
    for part in parts:
        made.body.remove(part.statement)
    targets = ", ".join(text_of(statement.targets[0]) for statement in group)
    start = body.index(group[0])
    given = text_of(calls[0][1])
    body[start : start + len(group)] = statements(
        f"{targets} = self.fused({given}).split(self.fused_widths, dim=-1)"
    )


def chunks_reordered(tree: ast.Module, facts: Facts) -> int:
    """`v, k, q` for `q, k, v` out of one layer: another order of its rows."""
    count = 0
    for target, value in unpackings(tree):
        match value:
            case ast.Call(ast.Attribute(made, "chunk")) if called_layer(made) is not None:
                target.elts.reverse()
                count += 1
    return count


def unpackings(tree: ast.Module) -> Iterator[tuple[ast.Tuple, ast.expr]]:
    """`a, b = value`."""
    for node in ast.walk(tree):
        match node:
            case ast.Assign([ast.Tuple() as target], value):
                yield target, value


def linears_split(tree: ast.Module, facts: Facts) -> int:
    """Each linear layer becomes two, one for either half of its output."""
    count = 0
    for cls in modules(tree):
        own = [layer for layer in layers(cls, "Linear") if is_called_only(cls, layer.name)]
        for layer in own:
            split(cls, layer)
            count += 1
    return count


def split(cls: ast.ClassDef, layer: Layer) -> None:
    """One layer in two halves whose results are joined."""
    width, out = argument(layer.call, 0, "in_features", ""), argument(layer.call, 1, "", "")
    bias, name = argument(layer.call, 2, "bias", "True"), layer.name
    made = next(f for f in functions(cls) if f.name == "__init__")
    place = made.body.index(layer.statement)
    made.body[place : place + 1] = statements(
        f"self.{name}_low = nn.Linear({width}, ({out}) // 2, bias={bias})\n"
        f"self.{name}_high = nn.Linear({width}, ({out}) - ({out}) // 2, bias={bias})"
    )

    def joined(node: ast.expr) -> ast.expr | None:
        call = called_layer(node)
        if call is None or call[0] != name:
            return None
        given = text_of(call[1])
        halves = f"[self.{name}_low({given}), self.{name}_high({given})]"
        return expression(f"torch.cat({halves}, dim=-1)")

    change_everywhere(cls, joined)
