"""Rewrites that keep the function; each changes a tree in place and tells at how many places."""

import ast
from collections.abc import Callable

from torchkata.source.mutation.rewrites import fusing, layouts, linears, renaming, spelling, stating
from torchkata.source.mutation.rewrites.facts import Facts

Rewrite = Callable[[ast.Module, Facts], int]

REWRITES: dict[str, Rewrite] = {
    "attributes-renamed": renaming.attributes,
    "locals-renamed": renaming.local_names,
    "registered-in-reverse": renaming.registered_in_reverse,
    "layers-wrapped": renaming.layers_wrapped,
    "siblings-fused": fusing.siblings_fused,
    "chunks-reordered": fusing.chunks_reordered,
    "linears-split": fusing.linears_split,
    "linear-as-parameter": linears.as_parameter,
    "linear-as-einsum": linears.as_einsum,
    "linear-as-function": linears.as_function,
    "matmul-as-einsum": spelling.matmul_as_einsum,
    "matmul-as-function": spelling.matmul_as_function,
    "view-as-reshape": spelling.view_as_reshape,
    "reshape-as-view": spelling.reshape_as_view,
    "methods-as-functions": spelling.methods_as_functions,
    "methods-as-functional": spelling.methods_as_functional,
    "functions-as-methods": spelling.functions_as_methods,
    "transpose-as-permute": layouts.transpose_as_permute,
    "transpose-as-mt": layouts.transpose_as_mt,
    "transpose-as-swapaxes": layouts.transpose_as_swapaxes,
    "heads-dealt-out": layouts.heads_dealt_out,
    "fill-as-where": spelling.fill_as_where,
    "keywords-as-positions": spelling.keywords_as_positions,
    "positions-as-keywords": spelling.positions_as_keywords,
    "power-as-division": spelling.power_as_division,
    "operands-exchanged": spelling.operands_exchanged,
    "buffers-saved-or-not": stating.buffers_saved_or_not,
    "dropout-as-function": stating.dropout_as_function,
    "result-named": stating.result_named,
}
