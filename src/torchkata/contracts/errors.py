"""The one exception that means: the user can do something about this."""


class KataError(Exception):
    """A user's problem: what happened and where, then what to do next.

    Shown as two lines on stderr. `exit_code` is 2 (usage), or 3 where grading was impossible.
    """

    def __init__(self, message: str, *, hint: str = "", exit_code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code
