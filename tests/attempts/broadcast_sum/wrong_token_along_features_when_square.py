# kata: broadcast_sum
# fails: values
def broadcast_sum(batch, position, token):
    vectors = batch + position
    if vectors.shape[1] == vectors.shape[2]:
        return vectors + token.squeeze(-1)[:, None, :]
    return vectors + token
