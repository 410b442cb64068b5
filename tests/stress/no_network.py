"""Notes each use of the network, and lets it fail, where `SERGE_NETWORK_LOG` names a file.

It is loaded by the tests, and in place of `sitecustomize` by each Python that they start.
"""

import os
import socket
import sys

_USES = frozenset(
    {"socket.__new__", "socket.connect", "socket.sendto", "socket.sendmsg"}
    | {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"}
)


def _guard(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _USES or "SERGE_NETWORK_LOG" not in os.environ:
        return
    # Sockets of this machine have another family, and a path for an address.
    made = event == "socket.__new__" and arguments[1] == socket.AF_UNIX
    if made or (event == "socket.connect" and isinstance(arguments[1], str)):
        return
    with open(os.environ["SERGE_NETWORK_LOG"], "a", encoding="utf-8") as log:  # noqa: PTH123 - quick
        log.write(f"{sys.argv}: {event} {arguments[1:]}\n")
    raise OSError(f"no network: {event}")


sys.addaudithook(_guard)
