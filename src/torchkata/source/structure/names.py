"""How alike two names are, for where code alone does not tell who plays whom."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

SUFFIX = re.compile(r"_?(proj|layer|linear|fc|toks|tokens)$")
SYNONYMS = [
    set(words.split())
    for words in (
        "q query queries wq to_q q_proj",
        "k key keys wk to_k k_proj",
        "v value values val wv to_v v_proj",
        "o out output wo to_out proj c_proj out_proj",
        "qkv c_attn to_qkv in_proj qkv_proj",
        "n_heads heads num_heads n_head nh h",
        "head_dim d d_k dh dim_head hd head_size",
        "norm ln layer_norm layernorm",
        "attn_norm ln_1 ln1 norm1 norm_1",
        "mlp_norm ln_2 ln2 norm2 norm_2",
        "mlp ffn ff feed_forward",
        "attn attention sa self_attn att",
        "drop dropout",
        "embed_dim dim n_embd d_model hidden_size emb_dim",
        "emb embed embedding tok wte",
        "pos wpe pos_emb position positions",
        "eps epsilon",
        "weight gamma scale g w",
        "bias beta shift b",
        "scores att attn_scores logits dots sim",
        "probs weights attn attn_weights p",
    )
]


@lru_cache(maxsize=4096)
def likeness(a: str, b: str) -> float:
    """0 to 1."""
    if a == b:
        return 1.0
    short, other = (SUFFIX.sub("", name.lower().strip("_")) or name for name in (a, b))
    if short == other:
        return 0.9
    if any(short in group and other in group for group in SYNONYMS):
        return 0.8
    return 0.6 * SequenceMatcher(None, short, other).ratio()
