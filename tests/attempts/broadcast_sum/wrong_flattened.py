# kata: broadcast_sum
# fails: shapes
def broadcast_sum(batch, position, token):
    return (batch + position + token).flatten(1)
