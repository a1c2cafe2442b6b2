"""Advice on what a module keeps: layers, parameters, buffers, and names that are not there."""

import ast
import builtins
import symtable
from collections.abc import Iterator

from torchkata.contracts import Advice, Weight
from torchkata.source.advice.facts import (
    Class,
    Facts,
    assignments,
    inside,
    is_buffer,
    meant,
    own_attributes,
    registered,
)
from torchkata.source.usual_imports import import_line

NAMES = "arange empty eye full linspace ones outer rand randn tensor tril triu zeros"
MAKERS = {f"torch.{name}" for name in NAMES.split()}
OF_MODULE = set(
    "T_destination add_module apply bfloat16 buffers call_super_init children compile cpu cuda "
    "double dump_patches eval extra_repr float forward get_buffer get_extra_state get_parameter "
    "get_submodule half ipu load_state_dict modules mtia named_buffers named_children "
    "named_modules named_parameters parameters register_backward_hook register_buffer "
    "register_forward_hook register_forward_pre_hook register_full_backward_hook "
    "register_full_backward_pre_hook register_load_state_dict_post_hook "
    "register_load_state_dict_pre_hook register_module register_parameter "
    "register_state_dict_post_hook register_state_dict_pre_hook requires_grad_ set_extra_state "
    "set_submodule share_memory state_dict to to_empty train training type xpu zero_grad".split()
)
METHODS = OF_MODULE - {"T_destination", "call_super_init", "dump_patches", "training"}
PLAIN = (ast.List, ast.ListComp, ast.Tuple, ast.Dict, ast.DictComp)
WALKS = ("children", "modules", "named_children", "named_modules", "get_submodule", "getattr")
OF_FILES = {"__name__", "__file__", "__doc__", "__builtins__", "__spec__", "__path__", "__class__"}


def unused_layer(facts: Facts) -> Iterator[Advice]:
    """A layer that is made in __init__ and that nothing reads."""
    read = {
        node.attr
        for node in inside(facts.tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    }
    named = {node.id for node in inside(facts.tree) if isinstance(node, ast.Name)}
    if (read | named) & {*WALKS, "_modules", "__dict__", "vars"}:
        return
    for found in facts.modules:
        init = found.methods.get("__init__")
        if init is None or not found.is_plain or "forward" not in found.methods:
            continue
        for target, value in assignments(init):
            is_layer = facts.is_made_layer(value) and not is_buffer(facts.called(value))
            if target.attr not in read and is_layer:
                words = f"self.{target.attr} is made here and never used"
                yield Advice(target.lineno, words, "unused-layer")


def plain_tensor(facts: Facts) -> Iterator[Advice]:
    """A tensor on a module that is neither parameter nor buffer."""
    for found in facts.modules:
        init = found.methods.get("__init__")
        for target, value in assignments(init) if init is not None else ():
            if facts.called(value) in MAKERS:
                words = (
                    f"self.{target.attr} is a plain tensor: it is not trained, saved or moved; "
                    "nn.Parameter or register_buffer?"
                )
                yield Advice(target.lineno, words, "plain-tensor")


def list_of_layers(facts: Facts) -> Iterator[Advice]:
    """Layers in a Python list or dict, where torch does not find them."""
    for found in facts.modules:
        init = found.methods.get("__init__")
        for target, value in assignments(init) if init is not None else ():
            if not isinstance(value, PLAIN):
                continue
            if any(facts.has_weights(part) for part in inside(value)):
                better = "nn.ModuleDict" if "Dict" in type(value).__name__ else "nn.ModuleList"
                words = f"torch does not see the layers in self.{target.attr}; {better}?"
                yield Advice(target.lineno, words, "list-of-layers", Weight.CANNOT_WORK)


def hidden_layer(facts: Facts) -> Iterator[Advice]:
    """A layer called like a method that every module has: its name gives that method."""
    for found in facts.modules:
        init = found.methods.get("__init__")
        for target, value in assignments(init) if init is not None else ():
            if target.attr in METHODS and facts.is_made_layer(value):
                words = (
                    f"self.{target.attr} is a method of every nn.Module, and hides a layer of that "
                    "name; another name?"
                )
                yield Advice(target.lineno, words, "hidden-layer", Weight.CANNOT_WORK)


def repeated_layer(facts: Facts) -> Iterator[Advice]:
    """`[Block()] * n`, which is one block, n times."""
    for node in inside(facts.tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
            lists = [side for side in (node.left, node.right) if isinstance(side, ast.List)]
            if any(facts.has_weights(entry) for side in lists for entry in side.elts):
                words = "this is one layer several times, with the same weights; a comprehension?"
                yield Advice(node.lineno, words, "repeated-layer")


def never_set(facts: Facts) -> Iterator[Advice]:
    """`self.x` that nothing sets."""
    for found in facts.modules:
        known = attributes(facts, found)
        if known is None:
            continue
        told: set[str] = set()
        for method in found.methods.values():
            for node in own_attributes(method):
                name = node.attr
                if name in known | OF_MODULE | told or name.startswith("_"):
                    continue
                if isinstance(node.ctx, ast.Load) and not is_guarded(facts, node):
                    told.add(name)
                    words = f"self.{name} is never set{meant(name, known, shown='self.{}')}"
                    yield Advice(node.lineno, words, "never-set", Weight.CANNOT_WORK)


def attributes(facts: Facts, found: Class) -> set[str] | None:
    """What a class and its bases in the file have; None where that cannot be told."""
    if "__getattr__" in found.methods or found.node.decorator_list or found.node.keywords:
        return None
    known = {node.name for node in found.node.body if isinstance(node, ast.FunctionDef)}
    for statement in (s for s in found.node.body if not isinstance(s, ast.FunctionDef)):
        known |= {n.id for n in inside(statement) if isinstance(n, ast.Name) and is_stored(n)}
    for method in found.methods.values():
        known |= {node.attr for node in own_attributes(method) if is_stored(node)}
        names = {name for name, _ in registered(method)}
        if "" in names or uses_dict(method):
            return None
        known |= names
    for base in found.bases:
        if base == "torch.nn.Module":
            continue
        inherited = attributes(facts, facts.classes[base]) if base in facts.classes else None
        if inherited is None:
            return None
        known |= inherited
    return known


def is_stored(node: ast.Name | ast.Attribute) -> bool:
    """Whether something is assigned to a name."""
    return isinstance(node.ctx, ast.Store)


def uses_dict(method: ast.FunctionDef) -> bool:
    """Whether attributes are set where nobody sees it."""
    names = {n.attr for n in inside(method) if isinstance(n, ast.Attribute)}
    return bool(names & {"__dict__", "update", "__setattr__"})


def is_guarded(facts: Facts, node: ast.AST) -> bool:
    """Whether a missing attribute would be caught, or was asked for by hasattr before."""
    parent = facts.parents.get(node)
    while parent is not None:
        if isinstance(parent, ast.Try):
            return True
        if isinstance(parent, ast.If | ast.IfExp) and "hasattr" in ast.unparse(parent.test):
            return True
        parent = facts.parents.get(parent)
    return False


def undefined_name(facts: Facts) -> Iterator[Advice]:
    """A name that nothing in the file binds, and Python does not know."""
    is_star = any(name == "*" for name in facts.aliases)
    if is_star or "annotations" in facts.aliases:
        return
    top = symtable.symtable(facts.text, "attempt", "exec")
    tables = list(all_tables(top))
    known = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    known |= {
        s.get_name()
        for table in tables
        for s in table.get_symbols()
        if s.is_declared_global() and s.is_assigned()
    }
    missing = (
        {
            symbol.get_name()
            for table in tables
            for symbol in table.get_symbols()
            if symbol.is_referenced() and (symbol.is_global() or table is top)
        }
        - known
        - set(dir(builtins))
        - OF_FILES
        - {facts.target}
    )
    for node in inside(facts.tree):
        if isinstance(node, ast.Name) and node.id in missing and not is_guarded(facts, node):
            missing.discard(node.id)
            words = f"nothing is called {node.id} here{name_meant(facts, node.id, known)}"
            yield Advice(node.lineno, words, "undefined-name", Weight.CANNOT_WORK)


def name_meant(facts: Facts, name: str, known: set[str]) -> str:
    """Whether self. is missing, an import, or a letter."""
    for found in facts.classes.values():
        methods = found.methods.values()
        if any(target.attr == name for method in methods for target, _ in assignments(method)):
            return f"; did you mean self.{name}?"
    if (line := import_line(name)) is not None:
        return f"; is `{line}` missing?"
    arguments = {a.arg for f in facts.functions for a in inside(f.args) if isinstance(a, ast.arg)}
    local = {n.id for n in inside(facts.tree) if isinstance(n, ast.Name) and is_stored(n)}
    return meant(name, known | arguments | local)


def all_tables(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    """A table and all inside it."""
    yield table
    for child in table.get_children():
        yield from all_tables(child)


RULES = (
    never_set,
    undefined_name,
    list_of_layers,
    repeated_layer,
    plain_tensor,
    unused_layer,
    hidden_layer,
)
