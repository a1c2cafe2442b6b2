"""A linear layer written out: as a matrix the other way round, as einsum, as a function."""

import ast

from torchkata.source.mutation.rewrites.facts import (
    Facts,
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


def as_parameter(tree: ast.Module, facts: Facts) -> int:
    """A matrix (in, out) and a vector that are parameters of the model itself."""
    count = 0
    for cls in modules(tree):
        made = next(f for f in functions(cls) if f.name == "__init__")
        for layer in layers(cls, "Linear"):
            if not is_called_only(cls, layer.name):
                continue
            width, out = argument(layer.call, 0, "in_features", ""), argument(layer.call, 1, "", "")
            bias, name = argument(layer.call, 2, "bias", "True"), layer.name
            place = made.body.index(layer.statement)
            vector = f"nn.Parameter(torch.zeros({out})) if {bias} else None"
            made.body[place : place + 1] = statements(
                f"self.{name}_matrix = nn.Parameter(torch.randn({width}, {out}) * 0.1)\n"
                f"self.{name}_vector = {vector}"
            )
            replace_calls(
                cls, name, f"{{x}} @ self.{name}_matrix", f"self.{name}_vector", bias=bias
            )
            count += 1
    return count


def as_einsum(tree: ast.Module, facts: Facts) -> int:
    """The layer stays, and its matrix is applied by einsum."""
    return by_formula(tree, "torch.einsum('...i,oi->...o', {x}, self.NAME.weight)")


def as_function(tree: ast.Module, facts: Facts) -> int:
    """The layer stays, and its matrix is applied turned round."""
    return by_formula(tree, "torch.matmul({x}, self.NAME.weight.t())")


def by_formula(tree: ast.Module, formula: str) -> int:
    """Each call of a linear layer written with the layer's own parameters."""
    count = 0
    for cls in modules(tree):
        for layer in layers(cls, "Linear"):
            if is_called_only(cls, layer.name):
                own = formula.replace("NAME", layer.name)
                bias = argument(layer.call, 2, "bias", "True")
                replace_calls(cls, layer.name, own, f"self.{layer.name}.bias", bias=bias)
                count += 1
    return count


def replace_calls(cls: ast.ClassDef, name: str, product: str, vector: str, *, bias: str) -> None:
    """`self.NAME(x)` becomes the product, plus the vector where there is one."""

    def written(node: ast.expr) -> ast.expr | None:
        call = called_layer(node)
        if call is None or call[0] != name:
            return None
        made = product.format(x=f"({text_of(call[1])})")
        if bias == "True":
            return expression(f"({made} + {vector})")
        return expression(f"({made} if {vector} is None else {made} + {vector})")

    change_everywhere(cls, written)
