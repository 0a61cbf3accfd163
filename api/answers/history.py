"""Year by year: the network or one actor, and the alliances that made the difference, named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.answers.selecting import collection_caveat, filters, network_of, selection
from api.answers.sheets import of_kind
from api.document import Document
from graph.errors import NotResolvable
from graph.model.counts import Counted
from graph.model.entities import NodeKind
from graph.model.origin import Status
from graph.model.typography import count, fine, listed, number
from graph.store.base import View
from graph.store.views import years_stated
from graph.vocabulary import centralities

if TYPE_CHECKING:
    from graph.analysis.history import Alive, YearOfActor, YearOfNetwork

NAMED_DEFAULT, NAMED_MAX = 5, 50
MEASURE = "degree"


@dataclass(frozen=True)
class HistoryQuestion:
    """`named`: how many alliances and partners are named for each year; totals are always said."""

    territory: str | None = None
    since: str | None = None
    until: str | None = None
    theme: str | None = None
    counted: Counted = Counted.ACTION
    named: int = NAMED_DEFAULT
    seed: int = 20_160_101


def network_history_document(view: View, asked: HistoryQuestion) -> Document:
    """Rows by year: sizes, figures, what began and ended, what joined groups that were apart. Raises NotResolvable."""
    from graph.analysis.history import network_history

    found, common = _alive(view, asked, None)
    words = _Words(view, found, asked.named)
    rows = [words.network(year) for year in network_history(found)]
    return {**common, "rows": [{**row, "explanation": fine(_of_network(row))} for row in rows]}


def actor_history_document(view: View, actor_id: str, measure: str, asked: HistoryQuestion) -> Document:
    """Rows by year: value and rank of the actor, partners gained and lost, its alliances that began and ended."""
    from graph.analysis.history import actor_history

    node = of_kind(view, actor_id, NodeKind.ACTOR)
    found, common = _alive(view, asked, node.statuses == {Status.SYNTHETIC})
    places = {actor: at for at, actor in enumerate(found.two_mode.actor_ids)}
    if not _dated(found, places.get(node.id, -1)):
        raise NotResolvable(
            fine(f"« {node.label} » ne prend part à rien de daté dans cette sélection : rien à suivre dans le temps.")
        )
    words = _Words(view, found, asked.named)
    history = actor_history(found, places[node.id], measure, asked.seed)
    term = centralities()[measure]
    rows = [words.actor(year) for year in history]
    return {
        **common, "id": node.id, "canonical": node.id, "label": node.label, "measure": measure, "name": term.label,
        "technical": term.technical, "unit": term.unit,
        "rows": [{**row, "explanation": fine(_of_actor(row))} for row in rows],
    }  # fmt: skip


def _dated(found: "Alive", actor: int) -> bool:
    """Whether the actor takes part in something that counts in a year."""
    network = found.two_mode
    return any(found.spans[event] != (None, None) for event in network.cols[network.rows == actor].tolist())


def _alive(view: View, asked: HistoryQuestion, synthetic: bool | None) -> tuple["Alive", Document]:
    from graph.analysis.history import alive

    chosen = selection(
        view, territory=asked.territory, since=asked.since, until=asked.until, theme=asked.theme, counted=asked.counted,
        status=None if synthetic is None else (Status.SYNTHETIC.value if synthetic else Status.REAL.value),
    )  # fmt: skip
    network = network_of(view, chosen)
    spans = _spans(view, network.event_ids)
    found = alive(network, spans, _year(asked.since), _year(asked.until))
    undated = sum(span == (None, None) for span in spans)
    endless = sum(first is not None and last is None for first, last in spans)
    return found, {
        "revision": view.revision(),
        **filters(chosen),
        "options": {"named": asked.named, "seed": asked.seed},
        "years": [found.years[0], found.years[-1]] if found.years else [],
        "events": len(spans),
        "undated": undated,
        "endless": endless,
        "caution": fine(_caution(len(spans), undated, endless)),
        "coverage": collection_caveat(view, network.event_ids),
    }


def _spans(view: View, events: Sequence[str]) -> list[tuple[int | None, int | None]]:
    wanted = set(events)
    return [years_stated(event.start, event.end) for event in view.events() if event.id in wanted]


def _year(text: str | None) -> int | None:
    return int(text[:4]) if text else None


def _caution(events: int, undated: int, endless: int) -> str:
    said = [
        f"Une année compte ce que sa période touche, sur {count(events, 'alliance ou projet', 'alliances et projets')}"
    ]
    if endless:
        said.append(f"{number(endless)} n’ont pas de fin connue et comptent depuis leur début sans s’arrêter")
    if undated:
        said.append(f"{number(undated)} sans date ne comptent dans aucune année")
    return " ; ".join(said) + ". Une hausse peut venir de la collecte autant que des acteurs."


class _Words:
    """Positions as named rows."""

    def __init__(self, view: View, found: "Alive", named: int) -> None:
        self.view, self.found, self.named = view, found, named

    def network(self, year: "YearOfNetwork") -> Document:
        from graph.analysis.structure import meaning

        return {
            "year": year.year, "events": year.events, "actors": year.actors, "linked": year.linked,
            "newcomers": year.newcomers,
            "figures": {name: meaning(value) for name, value in year.figures.items()},
            "began": self.events(year.began), "ended": self.events(year.ended), "joined": self.events(year.joined),
        }  # fmt: skip

    def actor(self, year: "YearOfActor") -> Document:
        return {
            "year": year.year, "value": year.value, "rank_low": year.rank_low, "rank_high": year.rank_high,
            "actors": year.actors, "exact": year.exact, "partners": year.partners,
            "began": self.events(year.began), "ended": self.events(year.ended),
            "gained": self.actors(year.gained), "lost": self.actors(year.lost),
        }  # fmt: skip

    def events(self, positions: Sequence[int]) -> Document:
        ids = [self.found.two_mode.event_ids[at] for at in positions[: self.named]]
        rows = [{key: node[key] for key in ("id", "label", "kind")} for node in self.view.nodes(ids)]
        return {"total": len(positions), "rows": rows}

    def actors(self, positions: Sequence[int]) -> Document:
        network = self.found.two_mode
        rows = [{"id": network.actor_ids[at], "label": network.actor_labels[at]} for at in positions[: self.named]]
        return {"total": len(positions), "rows": rows}


def _of_network(row: Document) -> str:
    told = [f"{row['year']} : {count(row['events'], 'alliance en cours', 'alliances en cours')}"]
    told += _told(row, ("began", "nouvelle", "nouvelles"), ("ended", "finie", "finies"))
    if row["joined"]["total"]:
        word = (
            "relie des groupes jusque-là séparés"
            if row["joined"]["total"] < 2
            else "relient des groupes jusque-là séparés"
        )
        told.append(f"{count(row['joined']['total'], 'nouvelle')} {word} ({_names(row['joined'])})")
    return " ; ".join(told) + "."


def _of_actor(row: Document) -> str:
    told = [f"{row['year']} : {count(row['partners'], 'partenaire')}"]
    if row["rank_low"] is not None:
        told.append(f"rang {_rank(row)} sur {number(row['actors'])}")
    told += _told(
        row, ("gained", "partenaire de plus", "partenaires de plus"), ("lost", "de moins", "de moins"),
        ("began", "alliance nouvelle", "alliances nouvelles"), ("ended", "alliance finie", "alliances finies"),
    )  # fmt: skip
    return " ; ".join(told) + "."


def _rank(row: Document) -> str:
    low, high = number(row["rank_low"]), number(row["rank_high"])
    return low if low == high else f"{low} à {high}"


def _told(row: Document, *parts: tuple[str, str, str]) -> Iterable[str]:
    for name, one, several in parts:
        if row[name]["total"]:
            yield f"{count(row[name]['total'], one, several)} ({_names(row[name])})"


def _names(part: Document) -> str:
    names = [each["label"] for each in part["rows"][:3]]
    more = part["total"] - len(names)
    return listed([*names, count(more, "autre")] if more else names)
