"""Which records a graph holds, from its statistics: real ones, the demonstration's, or both."""

from typing import Any

from graph.model.origin import Status

_EVENTS = ("Experiment", "Alliance")


def any_synthetic(stats: Any) -> bool:
    return any(by_status.get(Status.SYNTHETIC.value) for by_status in stats["statuses"].values())


def only_synthetic(stats: Any) -> bool:
    """Whether the network is the demonstration's: a real one is measured where there is any."""
    events = [stats["statuses"][kind] for kind in _EVENTS if stats["statuses"].get(kind)]
    return bool(events) and all(set(each) == {Status.SYNTHETIC.value} for each in events)
