# kata: broadcast_sum
def broadcast_sum(batch, position, token):
    B, _, D = batch.shape
    L = position.shape[1]
    return batch.expand(B, L, D) + position.expand(B, L, D) + token.expand(B, L, D)
