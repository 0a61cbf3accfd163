"""A pytest plugin for networkx's own suite: counts, per function, the calls that our backend answered.

Without it a backend that refuses everything would look as if it passed: networkx takes over what is refused. The
counts are written as JSON to the file named by ANSWERED_CALLS. An exception of networkx's own is an answer too.
"""

import functools
import json
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx

from graph.engine import backend
from graph.engine.info import FUNCTIONS

answered: Counter[str] = Counter()


def counted(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            found = function(*args, **kwargs)
        except NotImplementedError:
            raise
        except (nx.NetworkXException, ValueError, KeyError):
            answered[function.__name__] += 1
            raise
        answered[function.__name__] += 1
        return found

    return call


def pytest_configure(config: Any) -> None:
    for name in FUNCTIONS:
        setattr(backend, name, counted(getattr(backend, name)))


def pytest_sessionfinish(session: Any) -> None:
    Path(os.environ["ANSWERED_CALLS"]).write_text(json.dumps(answered), encoding="utf-8")
