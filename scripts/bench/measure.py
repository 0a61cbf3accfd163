"""One figure of the bench: what was measured, in which unit, beside which bar."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
ENTRELACS = str(Path(sys.executable).with_name("entrelacs"))

COMPILED = {"PYTHONDONTWRITEBYTECODE": ""}
"""Our modules are compiled once, as where the product is installed, even where the machine asks not to keep it."""


@dataclass(frozen=True, slots=True)
class Measure:
    """`bar` is the most (or, with `at_least`, the least) that is promised; None where nothing is."""

    part: str
    name: str
    value: float
    unit: str
    bar: float | None = None
    at_least: bool = False

    @property
    def holds(self) -> bool | None:
        if self.bar is None:
            return None
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    def document(self) -> dict[str, Any]:
        return {**asdict(self), "value": round(self.value, 4), "holds": self.holds}


def machine() -> Measure:
    """A fixed loop of Python: by it, seconds measured on two days or two machines can be told apart from progress."""
    best = min(timed(_adding)[0] for _ in range(5))
    return Measure("machine", "adding 3 M numbers one by one, best of five", best, "s")


def _adding() -> int:
    total = 0
    for number in range(3_000_000):
        total += number
    return total


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds, and the answer."""
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def repeated(part: str, name: str, works: Iterable[Callable[[], object]], *, bar: float | None = None) -> list[Measure]:
    """p50 and p95 in milliseconds, `bar` on the p95; the first call is not counted."""
    spent = [timed(work)[0] * 1000 for work in works][1:]
    cuts = statistics.quantiles(spent, n=20, method="inclusive")
    return [Measure(part, f"{name}, p50", cuts[9], "ms"), Measure(part, f"{name}, p95", cuts[18], "ms", bar)]


def own_peak() -> float:
    """Most resident megabytes of this process, by itself: `ru_maxrss` begins with the peak of the one that started it.

    Raises OSError where the system is not Linux.
    """
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in told.splitlines() if line.startswith("VmHWM:")).split()[1]) / 1024


_WATCHED = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(json.dumps([code, time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""
"""A process begins with the peak of the one that starts it: a small one stands between, or it would be the bench's."""


def run(arguments: Sequence[str], environment: dict[str, str] | None = None) -> tuple[float, float]:
    """Seconds and peak resident megabytes of the command line, as a process of its own."""
    command = [sys.executable, "-c", _WATCHED, ENTRELACS, *arguments]
    settings = {**os.environ, **COMPILED, **(environment or {})}
    done = subprocess.run(command, cwd=ROOT, env=settings, check=True, capture_output=True, text=True)
    code, seconds, peak = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"entrelacs {' '.join(arguments)} : code {code}")
    return seconds, peak
