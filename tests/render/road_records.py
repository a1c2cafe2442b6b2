"""A small road, as `practice` tells it."""

from datetime import date

from torchkata.contracts import Belt, Road, State, Stop


def stop(kata: str, belt: Belt, state: State = State.NEW, **changed: object) -> Stop:
    """One kata; passed where it is done."""
    values: dict[str, object] = {
        "kata": kata,
        "title": kata.replace("_", " ").capitalize(),
        "belt": belt,
        "state": state,
        "due": None,
        "passed": state is State.DONE,
        "is_open": False,
        "needs": (),
        "opens": (),
    }
    return Stop(**{**values, **changed})  # type: ignore[arg-type]


STOPS = (
    stop("softmax", Belt.WHITE, State.DONE, opens=("attention",)),
    stop("split_heads", Belt.WHITE, State.DONE, opens=("merge_heads", "attention")),
    stop(
        "merge_heads",
        Belt.WHITE,
        State.DUE,
        passed=True,
        due=date(2030, 4, 30),
        needs=("split_heads",),
        opens=("self_attention",),
    ),
    stop("linear", Belt.BLUE, State.BEGUN, opens=("layer_norm",)),
    stop("layer_norm", Belt.BLUE, needs=("linear",), opens=("encoder_block",)),
    stop(
        "attention",
        Belt.PURPLE,
        is_open=True,
        needs=("softmax", "split_heads"),
        opens=("self_attention", "encoder_block"),
    ),
    stop(
        "self_attention",
        Belt.PURPLE,
        needs=("attention", "merge_heads"),
        opens=("encoder_block",),
    ),
    stop(
        "encoder_block",
        Belt.PURPLE,
        needs=("attention", "self_attention", "layer_norm"),
        opens=("a_model_with_a_long_name",),
    ),
    stop(
        "a_model_with_a_long_name",
        Belt.BROWN,
        title="x[bold]<script>",
        needs=("encoder_block", "split_heads", "merge_heads", "softmax", "linear", "layer_norm"),
    ),
)
ROAD = Road(STOPS, "kata today")
