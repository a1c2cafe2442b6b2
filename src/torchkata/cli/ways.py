"""What is added to the commands from outside: functions by their names, imported when needed."""

WAYS: list[str] = []  # "module:function", which runs an `Order` of `torchkata.cli.running`
FINDINGS: list[str] = []  # "module:function", which gives a `Finding` for `kata doctor`, or None
