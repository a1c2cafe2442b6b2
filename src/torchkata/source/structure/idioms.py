from torchkata.source.structure.units import Side
def written_out(side: Side) -> Side:
    return side
plainly = None
