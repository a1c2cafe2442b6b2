# kata: unpatchify
# fails: shapes
import math


def unpatchify(tokens, patch_size, height, width):
    p = patch_size
    side = math.isqrt(tokens.shape[1])
    x = tokens.reshape(len(tokens), side, side, p, p, -1)
    return x.permute(0, 5, 1, 3, 2, 4).reshape(len(tokens), -1, height, width)
