# kata: softmax
# attack: raises text with markup, colours and a link
# verdict: failed
# fails: shapes
def softmax(x, dim):
    raise ValueError("[bold red]passed[/] \x1b[32m\u2713 passed\x1b[0m \x1b]8;;http://x\x07y \r\udc80")
