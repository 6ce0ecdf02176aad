"""A real S3 server on loopback, in a process of its own.

``python -m tests.object_server`` prints its address. It lives until its standard input is closed.
"""

from __future__ import annotations

import logging
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.request import Request, urlopen

if TYPE_CHECKING:
    from collections.abc import Iterator

BUCKET = "walks"


@contextmanager
def serve_objects() -> Iterator[dict[str, str]]:
    """A server with one empty bucket, `BUCKET`; gives the environment that leads to it."""
    command = [sys.executable, "-m", "tests.object_server"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        endpoint = server.stdout.readline().strip()
        with urlopen(Request(f"{endpoint}/{BUCKET}", method="PUT")) as made:
            made.read()
        try:
            yield {
                "AWS_ENDPOINT_URL": endpoint,
                "AWS_ACCESS_KEY_ID": "walker",
                "AWS_SECRET_ACCESS_KEY": "secret",
                "AWS_REGION": "us-east-1",
            }
        finally:
            server.communicate()


def main() -> None:
    """Serve until nobody listens."""
    from moto.server import ThreadedMotoServer

    logging.disable()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    print(f"http://{host}:{port}", flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main()
