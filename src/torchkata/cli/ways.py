"""Where a command can run besides here: functions by their names, imported when they are needed."""

WAYS: list[str] = []  # "module:function", which takes an `Order` of `torchkata.cli.running`
