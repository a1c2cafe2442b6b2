"""The service, asked by a process that goes on with something else meanwhile."""

import os
import socket

from torchkata.cli.running import Order
from torchkata.service import client


class Answer:
    """A command that the service runs. It is interrupted where this is closed before its end."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection

    def fileno(self) -> int:
        """Can be read when the command has ended."""
        return self.connection.fileno()

    def code(self) -> int | None:
        """Its exit code; None where it has to run elsewhere."""
        try:
            return int(client.line(self.connection))
        except (OSError, ValueError):
            return None

    def close(self) -> None:
        """Nobody waits for it any more."""
        self.connection.close()


def asked(order: Order) -> Answer | None:
    """Have the service run a command; None where it has to run elsewhere."""
    if not client.is_wanted(order.argv[1:]):
        return None
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    environ = {os.fsencode(name): os.fsencode(value) for name, value in order.environ.items()}
    try:
        process = client.taken(
            connection, order.argv, order.streams, environ, os.fspath(order.folder)
        )
        if process is not None:
            return Answer(connection)
    except (OSError, ValueError):
        pass
    connection.close()
    return None
