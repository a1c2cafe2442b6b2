# kata: broadcast_sum
# fails: side effects
def broadcast_sum(batch, position, token):
    out = batch + position + token
    token.mul_(2)
    return out
