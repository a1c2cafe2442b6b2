"""Layers that are given what they were not built for."""

import re

from torchkata.coach.errors.rule import Rule, layer, shaped, tensors
from torchkata.contracts import Explanation, Raised


def channels(found: re.Match[str], raised: Raised) -> Explanation:
    """A convolution with another number of channels."""
    sizes, wanted = [int(size) for size in found[1].split(",")], int(found[2])
    question = "which in_channels was the layer built with, and what comes in?"
    if wanted in sizes:
        at = sizes.index(wanted)
        question = f"axis {at} is {wanted}: are the channels last, where (B, C, H, W) is expected?"
    return Explanation(
        f"the convolution takes {wanted} channels; its input is {tuple(sizes)}, with {found[3]}",
        "channels are axis 1: (B, C, ...)",
        question,
    )


def kernel(found: re.Match[str], raised: Raised) -> Explanation:
    """A kernel larger than the picture."""
    return Explanation(
        f"the kernel ({found[2]}) is larger than the padded input ({found[1]})",
        "a kernel has to fit into the picture at least once",
        "are height and width the last two axes?",
    )


def picture(found: re.Match[str], raised: Raised) -> Explanation:
    """A convolution of something with another number of axes."""
    return Explanation(
        f"conv{found[2]}d was given ({found[3]})",
        f"it takes {found[1]}: batch, channels, then {found[2]} of space",
        "is the picture flattened too early, or an axis missing?",
    )


def normalised(found: re.Match[str], raised: Raised) -> Explanation:
    """LayerNorm of other last axes."""
    return Explanation(
        f"the layer normalises last axes of ({found[1]}); its input is ({found[2]})",
        "the last axes have to be normalized_shape",
        "do the features stand in another axis here?",
    )


def statistics(found: re.Match[str], raised: Raised) -> Explanation:
    """BatchNorm with another number of channels."""
    return Explanation(
        f"the batch norm was built for {found[2]} channels; its input has {found[1]} in axis 1",
        "channels are axis 1",
        "which num_features was it built with, and are the channels in axis 1?",
    )


def batch_axes(found: re.Match[str], raised: Raised) -> Explanation:
    """A layer that wants a fixed number of axes."""
    return Explanation(
        f"the layer takes {found[1]} axes, and its input has {found[2]}",
        "BatchNorm1d takes (B, C) or (B, C, L), BatchNorm2d (B, C, H, W)",
        "is it the layer for this kind of input?",
    )


def groups(found: re.Match[str], raised: Raised) -> Explanation:
    """Channels that cannot be shared out."""
    channels, number = ((f"{size} " if size else "") for size in found.groups())
    return Explanation(
        f"{channels}channels cannot be shared out among {number}groups",
        "every group has the same number of channels",
        "in which order does GroupNorm take the two numbers?",
    )


def heads(found: re.Match[str], raised: Raised) -> Explanation:
    """A width that cannot be shared out among heads."""
    return Explanation(
        "the width cannot be shared out among the heads",
        "head_dim = embed_dim / n_heads, without a rest",
        "in which order are the two numbers passed?",
    )


def ids_dtype(found: re.Match[str], raised: Raised) -> Explanation:
    """An embedding of floats."""
    return Explanation(
        f"an embedding was given a torch.{found[1]}, and looks up rows by whole numbers",
        "an embedding takes ids, not vectors",
        "is this tensor embedded already?",
    )


def ids_range(found: re.Match[str], raised: Raised) -> Explanation:
    """An id beyond the table."""
    table, ids = layer(raised, "Embedding"), [o for o in tensors(raised) if o.high is not None]
    happened = "an id is not a row of the embedding's table"
    if table is not None and ids:
        rows = re.search(r"Embedding\((\d+)", table.value)
        has = f"`{table.text}` has {rows[1]} rows" if rows else f"`{table.text}` is too small"
        happened = f"{has}; the ids in `{ids[0].text}` go from {ids[0].low} to {ids[0].high}"
    return Explanation(
        happened,
        "ids run from 0 to num_embeddings - 1",
        "is the table shorter than the sequence, or are the two numbers swapped?",
    )


def targets(found: re.Match[str], raised: Raised) -> Explanation:
    """cross_entropy with another shape of targets."""
    return Explanation(
        f"the loss expects targets of ({found[1]}), and gets ({found[2]})",
        "classes are axis 1 of the scores: (B, C, ...) with targets (B, ...)",
        "do the scores need a transpose, or both a flatten?",
    )


def target_batch(found: re.Match[str], raised: Raised) -> Explanation:
    """cross_entropy with another number of targets."""
    return Explanation(
        f"there are {found[1]} rows of scores and {found[2]} targets",
        "scores (N, C) go with targets (N,)",
        "which of the two is flattened, shifted or cut, and the other not?",
    )


def target_class(found: re.Match[str], raised: Raised) -> Explanation:
    """cross_entropy with a class that is not there."""
    scores = next((o for o in tensors(raised) if len(o.shape or ()) > 1), None)
    given = f" in {shaped(scores)}" if scores is not None else ""
    return Explanation(
        f"class {found[1]} is no column of the scores{given}",
        "targets are the numbers of classes, from 0 to C - 1",
        "how many classes does the last layer make?",
    )


def loaded_sizes(found: re.Match[str], raised: Raised) -> Explanation:
    """A state dict of another size."""
    return Explanation(
        f"`{found[1]}` is {found[2]} in the state dict and {found[3]} in the model",
        "a state dict fits a model of the same sizes",
        "was the model built with the same arguments?",
    )


def loaded_keys(found: re.Match[str], raised: Raised) -> Explanation:
    """A state dict with other names."""
    return Explanation(
        f"the state dict and the model have different names: {' '.join(found[0].split())}",
        "names come from attributes: self.q gives q.weight",
        "which attribute was renamed, or is made only sometimes?",
    )


def lonely(found: re.Match[str], raised: Raised) -> Explanation:
    """BatchNorm in train mode with one value a channel."""
    return Explanation(
        "a batch norm in train mode got one value a channel",
        "one value has no variance: statistics need a batch, or space",
        "is the layer used where there is no batch?",
    )


RULES = (
    Rule(
        "conv channels",
        r"expected input\[([^\]]*)\] to have (\d+) channels, but got (\d+) channels",
        channels,
    ),
    Rule(
        "conv kernel",
        r"Calculated padded input size per channel: \(([^)]*)\)\. Kernel size: \(([^)]*)\)",
        kernel,
    ),
    Rule(
        "conv axes",
        r"Expected \dD \(unbatched\) or (\dD) \(batched\) input to conv(\d)d, but got input of "
        r"size: \[([^\]]*)\]",
        picture,
    ),
    Rule(
        "layer norm",
        r"Given normalized_shape=\[([^\]]*)\], expected input with shape \[[^\]]*\], but got input "
        r"of size ?\[([^\]]*)\]",
        normalised,
    ),
    Rule("batch norm", r"running_mean should contain (\d+) elements not (\d+)", statistics),
    Rule("input axes", r"expected (\d\w*(?: or \d\w*)*) input \(got (\d\w*) input\)", batch_axes),
    Rule("one value", r"Expected more than 1 value per channel when training", lonely),
    Rule(
        "groups",
        r"num_channels (?:\((\d+)\) )?must be divisible by num_groups(?: \((\d+)\))?",
        groups,
    ),
    Rule("heads", r"embed_dim must be divisible by num_heads", heads),
    Rule("ids", r"'indices' to have one of .*?; but got torch\.(\w+)", ids_dtype),
    Rule("ids out of range", r"index out of range in self", ids_range),
    Rule("targets", r"Expected target size \[([^\]]*)\], got \[([^\]]*)\]", targets),
    Rule(
        "number of targets",
        r"Expected input batch_size \((\d+)\) to match target batch_size \((\d+)\)",
        target_batch,
    ),
    Rule("class", r"Target (-?\d+) is out of bounds", target_class),
    Rule(
        "state dict sizes",
        r"size mismatch for (\S+): copying a param with shape torch\.Size\((\[[^\]]*\])\) from "
        r"checkpoint, the shape in current model is torch\.Size\((\[[^\]]*\])\)",
        loaded_sizes,
    ),
    Rule("state dict names", r"(?:Missing|Unexpected) key\(s\) in state_dict: [^\n]*", loaded_keys),
)
