# kata: broadcast_sum
# fails: gradients
def broadcast_sum(batch, position, token):
    return batch + position.data + token
