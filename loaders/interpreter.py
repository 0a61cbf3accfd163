"""What the interpreter does less often, or more, while a load lasts."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

BETWEEN_COLLECTIONS = 1_000_000
"""Objects made between two collections of the youngest, more than a batch holds; Python's own figure is 700."""

TURN = 0.0005
"""Seconds after which a thread that computes lets another in; Python's own 0.005 made each statement of the store wait
that long for its next."""


@contextmanager
def tuned() -> Iterator[None]:
    """Loading makes millions of objects that hold each other in no circle; looking for circles took a third of it."""
    usual, turn = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(BETWEEN_COLLECTIONS, *usual[1:])
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        sys.setswitchinterval(turn)
