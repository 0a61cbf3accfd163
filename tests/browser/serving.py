"""The application on a free port of this machine, in a thread, over a store of the test's own."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI

STARTING = 30.0


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The base address, e.g. `http://127.0.0.1:40123`, once the server answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        waited = time.monotonic() + STARTING
        while not server.started:
            if time.monotonic() > waited or not thread.is_alive():
                raise RuntimeError("the server did not start")
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(STARTING)
