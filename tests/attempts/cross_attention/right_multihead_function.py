# kata: cross_attention
import torch
import torch.nn.functional as F
from torch import nn


class CrossAttention(nn.Module):
    """torch's function with the identity for its own output map, then dropout and ours."""

    def __init__(self, img_dim, txt_dim, n_heads=8, p_dropout=None):
        super().__init__()
        self.n_heads = n_heads
        self.wq = nn.Parameter(torch.empty(img_dim, img_dim))
        self.wk = nn.Parameter(torch.empty(img_dim, txt_dim))
        self.wv = nn.Parameter(torch.empty(img_dim, txt_dim))
        self.in_bias = nn.Parameter(torch.zeros(3 * img_dim))
        self.drop = nn.Dropout(p_dropout or 0.0)
        self.out = nn.Linear(img_dim, img_dim)
        self.register_buffer("eye", torch.eye(img_dim), persistent=False)
        for w in (self.wq, self.wk, self.wv):
            nn.init.xavier_uniform_(w)

    def forward(self, img_toks, txt_toks, attn_mask=None):
        out, _ = F.multi_head_attention_forward(
            img_toks.transpose(0, 1),
            txt_toks.transpose(0, 1),
            txt_toks.transpose(0, 1),
            self.eye.shape[0],
            self.n_heads,
            None,
            self.in_bias,
            None,
            None,
            False,
            0.0,
            self.eye,
            None,
            training=self.training,
            key_padding_mask=None if attn_mask is None else ~attn_mask,
            need_weights=False,
            use_separate_proj_weight=True,
            q_proj_weight=self.wq,
            k_proj_weight=self.wk,
            v_proj_weight=self.wv,
        )
        return self.out(self.drop(out.transpose(0, 1)))
