"""The part of the network that a question is about: checked once, said in the answer."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from api.document import Document
from graph import vocabulary
from graph.errors import NotResolvable
from graph.model.counts import Counted
from graph.model.coverage import DataState
from graph.model.origin import Status
from graph.model.question import refuse_backwards
from graph.model.typography import fine, listed
from graph.store.base import View

if TYPE_CHECKING:
    from graph.project import Selection, TwoMode


def selection(
    view: View,
    *,
    territory: str | None = None,
    since: str | None = None,
    until: str | None = None,
    theme: str | None = None,
    kinds: tuple[str, ...] = (),
    status: str | None = None,
    counted: Counted = Counted.ACTION,
) -> "Selection":
    """Raises UnknownEntity for a territory or a theme that nobody loaded, InvalidRecord for an unknown profile,
    InvalidInput for a period that runs backwards.
    """
    from graph.project import Selection  # numpy: only when asked

    refuse_backwards(since, until)
    for named in (territory, theme):
        if named is not None:
            view.node(named)
    return Selection(
        synthetic=None if status is None else status == Status.SYNTHETIC,
        since=since,
        until=until,
        territory=territory,
        theme=theme,
        kinds=tuple(sorted({vocabulary.actor_kinds()[kind].code for kind in kinds})),
        counted=counted,
    )


def network_of(view: View, chosen: "Selection") -> "TwoMode":
    """Raises NotResolvable for a selection that leaves nothing, where something was asked for."""
    from graph.kept import two_mode_of

    network = two_mode_of(view, chosen)
    if not len(network.rows) and (chosen.narrowed or chosen.kinds):
        raise NotResolvable(
            fine(f"Rien ne répond à cette sélection ({words(chosen)}) : aucune participation recensée n’y entre. ")
            + "Élargissez-la, ou comptez d’autres liens."
        )
    return network


def words(chosen: "Selection") -> str:
    said = [
        f"territoire {chosen.territory}" if chosen.territory else "",
        f"depuis {chosen.since}" if chosen.since else "",
        f"jusqu’en {chosen.until}" if chosen.until else "",
        f"thème {chosen.theme}" if chosen.theme else "",
        f"profils {listed(chosen.kinds)}" if chosen.kinds else "",
        f"liens {chosen.counted.value}",
    ]
    return ", ".join(word for word in said if word)


def filters(chosen: "Selection") -> Document:
    """What was asked, as every answer repeats it."""
    return {
        "territory": chosen.territory,
        "since": chosen.since,
        "until": chosen.until,
        "theme": chosen.theme,
        "kinds": list(chosen.kinds),
        "counted": chosen.counted.value,
    }


def collection_caveat(view: View, events: Collection[str]) -> str | None:
    """What the declarations of coverage leave open, None where every source is said to be wholly collected."""
    counted = set(events)
    sources = {source for event in view.events() if event.id in counted for source in event.sources}
    declared = [row for row in view.coverage() if row.source in sources]
    silent = sorted(sources - {row.source for row in declared})
    partial = sorted({row.source for row in declared if row.state is not DataState.COLLECTED})
    if not silent and not partial:
        return None
    told = [f"collecte partielle pour {listed(partial[:4])}" if partial else "",
            f"rien de déclaré pour {listed(silent[:4])}" if silent else ""]  # fmt: skip
    return fine(f"Couverture : {' ; '.join(one for one in told if one)}. Un acteur mal recensé paraît moins central.")
