# kata: broadcast_sum
# fails: values
def broadcast_sum(batch, position, token):
    return batch + position + token[:, :1]
