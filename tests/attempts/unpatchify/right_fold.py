# kata: unpatchify
import torch.nn.functional as F


def unpatchify(tokens, patch_size, height, width):
    b, n, d = tokens.shape
    area = patch_size * patch_size
    columns = (
        tokens.view(b, n, area, d // area)
        if tokens.is_contiguous()
        else tokens.reshape(b, n, area, d // area)
    )
    columns = columns.permute(0, 3, 2, 1).reshape(b, d, n)
    return F.fold(columns, (height, width), patch_size, stride=patch_size)
