"""What torch calls things: the same operation under several names, and arguments by position."""

SAME = {
    "view": "reshape",
    "concat": "cat",
    "concatenate": "cat",
    "swapaxes": "transpose",
    "swapdims": "transpose",
    "movedim": "moveaxis",
    "negative": "neg",
    "absolute": "abs",
    "multiply": "mul",
    "divide": "div",
    "true_divide": "div",
    "subtract": "sub",
    "mm": "matmul",
    "bmm": "matmul",
    "mv": "matmul",
    "logical_not": "bitwise_not",
    "clip": "clamp",
    "ndimension": "dim",
    "view_as": "reshape_as",
}
KEYWORDS = {"axis": "dim", "keepdims": "keepdim", "input": "self", "unbiased": "correction"}

# Operations as methods: names of arguments after the tensor, defaults where they may be left out.
OPERATIONS = {
    name: signature.split()
    for names, signature in {
        "softmax log_softmax logsumexp": "dim keepdim=False",
        "mean sum amax amin prod argmax argmin any all max min nanmean": "dim keepdim=False",
        "cumsum cumprod unbind": "dim",
        "unsqueeze squeeze": "dim",
        "var std var_mean": "dim correction=1 keepdim=False",
        "norm": "p=2 dim keepdim=False",
        "flatten": "start_dim=0 end_dim=-1",
        "unflatten": "dim sizes",
        "chunk": "chunks dim=0",
        "split": "split_size dim=0",
        "cat stack": "dim=0",
        "masked_fill": "mask value",
        "gather index_select": "dim index",
        "tril triu": "diagonal=0",
        "clamp": "min max",
        "topk": "k dim=-1 largest=True sorted=True",
        "roll": "shifts dims",
        "repeat_interleave": "repeats dim",
        "dropout": "p=0.5 training=True inplace=False",
        "linear": "weight bias=None",
        "layer_norm": "normalized_shape weight=None bias=None eps=1e-05",
        "cross_entropy nll_loss": "target weight=None",
        "gelu": "approximate='none'",
        "leaky_relu": "negative_slope=0.01",
        "elu": "alpha=1",
        "narrow": "dim start length",
        "select": "dim index",
        "scatter": "dim index src",
        "lerp": "end weight",
        "pad": "pad mode='constant' value=0",
        "unfold": "kernel_size dilation=1 padding=0 stride=1",
    }.items()
    for name in names.split()
}
LAYERS = {
    name: signature.split()
    for names, signature in {
        "Linear": "in_features out_features bias=True",
        "Conv1d Conv2d Conv3d": "in_channels out_channels kernel_size stride=1 padding=0 dilation=1"
        " groups=1 bias=True padding_mode='zeros'",
        "LayerNorm": "normalized_shape eps=1e-05 elementwise_affine=True bias=True",
        "RMSNorm": "normalized_shape eps=None elementwise_affine=True",
        "GroupNorm": "num_groups num_channels eps=1e-05 affine=True",
        "BatchNorm1d BatchNorm2d BatchNorm3d": "num_features eps=1e-05 momentum=0.1 affine=True",
        "Dropout": "p=0.5 inplace=False",
        "Embedding": "num_embeddings embedding_dim",
        "GELU": "approximate='none'",
        "ReLU SiLU": "inplace=False",
        "Softmax": "dim",
        "Parameter": "data requires_grad=True",
        "Flatten": "start_dim=1 end_dim=-1",
    }.items()
    for name in names.split()
}
# Functions of torch whose first argument is no tensor to call a method of.
MAKERS = frozenset(
    "zeros ones empty full rand randn randint randperm arange linspace logspace eye tensor"
    " as_tensor zeros_like ones_like from_numpy no_grad enable_grad inference_mode is_tensor"
    " meshgrid manual_seed Generator device Size".split()
)
NAMESPACES = ("torch.nn.functional.", "torch.special.", "torch.linalg.", "math.", "torch.")
POWERS = {"sqrt": 0.5, "rsqrt": -0.5, "square": 2.0, "reciprocal": -1.0}
ARITHMETIC = ("add", "sub", "mul", "div", "pow", "matmul", "neg", *POWERS)
