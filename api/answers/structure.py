"""The shape of the network: who is alone, what holds it together, who could connect, each beside chance."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from api.answers.groups import communities_part, exchanges_part
from api.answers.naming import territory_name
from api.answers.selecting import collection_caveat, filters, network_of, selection
from api.document import Document
from graph.errors import NotResolvable
from graph.model.counts import Counted
from graph.model.coverage import DataState
from graph.model.typography import fine
from graph.store.base import View
from graph.store.views import places_holding
from graph.vocabulary import mediations, structure_figures

if TYPE_CHECKING:
    from graph.analysis.structure import Structure
    from graph.project import TwoMode
    from graph.surroundings import Surroundings

LIMIT_DEFAULT, LIMIT_MAX = 20, 500
NAMED = 5
WORST = (DataState.NOT_COLLECTED, DataState.NOT_IN_REGISTER, DataState.PARTIAL, DataState.COLLECTED)
CAUTION = (
    "Ces figures portent sur ce qui est recensé : un acteur isolé ici ne l’est peut-être pas, un pont peut être doublé "
    "par une alliance qu’aucune source ne dit. Le rang d’une figure parmi des réseaux tirés au hasard dit si elle "
    "étonne, non si elle est bonne."
)


@dataclass(frozen=True)
class StructureQuestion:
    """`draws` None: as many as the size allows in some seconds; 0: none. `kinds`: only actors of these."""

    territory: str | None = None
    since: str | None = None
    until: str | None = None
    theme: str | None = None
    kinds: tuple[str, ...] = ()
    status: str | None = None
    counted: Counted = Counted.ACTION
    limit: int = LIMIT_DEFAULT
    draws: int | None = None
    seed: int = 20_160_101


def structure_document(view: View, asked: StructureQuestion) -> Document:
    """Sizes, figures beside chance, isolated actors, components, cut points, bridges, connectors, mediation, mixing,
    communities, links between régions. Raises UnknownEntity, InvalidRecord, InvalidInput, NotResolvable.
    """
    from graph.analysis.structure import structure  # numpy and networkx: only when asked
    from graph.surroundings import surroundings

    chosen = selection(
        view, territory=asked.territory, since=asked.since, until=asked.until, theme=asked.theme, kinds=asked.kinds,
        status=asked.status, counted=asked.counted,
    )  # fmt: skip
    network = network_of(view, chosen)
    if not len(network.rows):
        raise NotResolvable(
            f"Aucune participation à compter (liens « {asked.counted.value} ») : il n’y a pas de réseau à décrire. "
            "Chargez une source (entrelacs load) ou comptez d’autres liens."
        )
    found, around = structure(network, seed=asked.seed, draws=asked.draws), surroundings(view)
    shape = _Shape(view, network, found, around, asked.limit)
    return {
        "revision": view.revision(),
        **filters(chosen),
        "options": {
            "limit": asked.limit,
            "draws": found.draws,
            "permutations": found.roles.permutations,
            "seed": asked.seed,
        },
        "sizes": shape.sizes(),
        "figures": shape.figures(),
        "isolated": shape.isolated(),
        "components": shape.components(),
        "cut_actors": shape.cut_points(range(len(network.actor_ids))),
        "cut_events": shape.cut_points(range(len(network.actor_ids), len(found.cuts.cut_off))),
        "bridges": shape.bridges(),
        "connectors": shape.connectors(),
        "mediation": shape.mediation(),
        "mixing": shape.mixing(),
        "communities": communities_part(view, network, found, around, asked.limit),
        "exchanges": exchanges_part(view, network, around, asked.limit),
        "caution": fine(CAUTION),
        "coverage": collection_caveat(view, network.event_ids),
    }


class _Shape:
    """The parts of the document, from one analysis."""

    def __init__(self, view: View, network: "TwoMode", found: "Structure", around: "Surroundings", limit: int) -> None:
        self.view, self.network, self.found, self.around, self.limit = view, network, found, around, limit
        self.actors = len(network.actor_ids)
        self.partners = found.links.neighbour_counts.tolist()

    def sizes(self) -> Document:
        linked = sum(1 for partners in self.partners if partners)
        return {
            "actors": self.actors, "linked": linked, "isolated": self.actors - linked,
            "events": len(self.network.event_ids), "participations": len(self.network.rows),
            "links": self.found.links.number_of_edges(),
        }  # fmt: skip

    def figures(self) -> list[Document]:
        terms = structure_figures()
        return [
            {"figure": name, "label": terms[name].label, "description": terms[name].description, **asdict(said)}
            for name, said in self.found.figures.items()
        ]

    def isolated(self) -> Document:
        """Actors without a partner, those of a territory wholly collected first: there the absence says something."""
        states = _states(self.view)
        alone = [at for at, partners in enumerate(self.partners) if not partners]
        told = [(at, self._state(states, self.network.actor_ids[at])) for at in alone]
        order = [*(state.value for state in reversed(WORST)), None]
        told.sort(key=lambda each: (order.index(each[1]), self.network.actor_ids[each[0]]))
        rows = [{**self.actor(at), "data_state": state or "unknown", "territories": self._places(at)}
                for at, state in told[: self.limit]]  # fmt: skip
        return _listed(rows, len(alone))

    def components(self) -> Document:
        """Groups of two actors or more, largest first, with their actors that have most partners."""
        cuts = self.found.cuts
        members: dict[int, list[int]] = {}
        for at, component in enumerate(cuts.component[: self.actors].tolist()):
            if self.partners[at]:
                members.setdefault(component, []).append(at)
        linked = sum(map(len, members.values()))
        groups = sorted(members.values(), key=lambda group: (-len(group), group))
        rows = []
        for group in groups[: self.limit]:
            first = self.named(self._best_linked(group))
            rows.append({"actors": len(group), "share": round(len(group) / linked, 6), "first": first})
        return _listed(rows, len(groups))

    def cut_points(self, nodes: Iterable[int]) -> Document:
        """Those that would leave a group of two actors or more apart, the most actors first."""
        from graph.analysis.cut_points import separated

        cuts = self.found.cuts
        held = sorted((node for node in nodes if cuts.grouped[node]), key=lambda node: (-int(cuts.grouped[node]), node))
        rows = []
        for node, said in zip(held[: self.limit], self._nodes(held[: self.limit]), strict=True):
            groups = [part for part in separated(self.network, node) if len(part) > 1]
            first = [
                self.named(sorted(part, key=lambda at: (-self.partners[at], at))[:NAMED]) for part in groups[:NAMED]
            ]
            rows.append({**said, "cut_off": int(cuts.cut_off[node]), "grouped": int(cuts.grouped[node]),
                         "parts": int(cuts.parts[node]), "groups": first})  # fmt: skip
        return _listed(rows, len(held))

    def bridges(self) -> Document:
        """Participations without which a group of two actors or more would be apart."""
        cuts = self.found.cuts
        ends = [(int(a), int(e), int(b)) for (a, e), b in zip(cuts.bridges, cuts.behind, strict=True) if b > 1]
        ends.sort(key=lambda each: (-each[2], each[0], each[1]))
        shown = ends[: self.limit]
        events = self._nodes([self.actors + event for _, event, _ in shown])
        rows = [{"actor": self.actor(actor), "event": event, "behind": behind}
                for (actor, _, behind), event in zip(shown, events, strict=True)]  # fmt: skip
        return _listed(rows, len(ends))

    def connectors(self) -> Document:
        """Actors whose partners hardly know each other: largest effective size first."""
        from graph.analysis.structure import meaning

        sizes = [meaning(value) for value in self.found.effective_size]
        known = [at for at, size in enumerate(sizes) if size is not None]
        known.sort(key=lambda at: (-(sizes[at] or 0.0), at))
        rows = [
            {
                **self.actor(at), "partners": self.partners[at], "effective_size": sizes[at],
                "constraint": meaning(self.found.constraint[at]),
                "constraint_percentile": meaning(self.found.constraint_percentile[at]),
            }
            for at in known[: self.limit]
        ]  # fmt: skip
        return _listed(rows, len(known))

    def mediation(self) -> Document:
        """Roles between kinds: totals of the network, then the actors with most open trios between kinds."""
        from graph.analysis.brokerage import ROLES
        from graph.analysis.chance import beside

        roles, terms = self.found.roles, mediations()
        totals = [
            {"role": role, "label": terms[role].label, "description": terms[role].description,
             **asdict(beside(float(roles.totals[at]), roles.null_totals[:, at]))}
            for at, role in enumerate(ROLES)
        ]  # fmt: skip
        across = roles.counts[:, 1:].sum(axis=1).tolist()
        order = sorted((at for at, trios in enumerate(across) if trios), key=lambda at: (-across[at], at))
        rows = [
            {**self.actor(at), **{
                role: {"count": int(roles.counts[at, place]), "expected": round(float(roles.mean[at, place]), 3),
                       "percentile": round(float(roles.percentile[at, place]), 1)}
                for place, role in enumerate(ROLES)
            }}
            for at in order[: self.limit]
        ]  # fmt: skip
        return {"totals": totals, "unknown": int(roles.unknown.sum()), **_listed(rows, len(order))}

    def mixing(self) -> Document:
        said: Any = self.found.mixing
        return {
            "kinds": list(said.kinds), "links": said.links, "left_out": said.left_out,
            "assortativity": asdict(said.assortativity),
            "pairs": [{"kinds": list(pair.kinds), **asdict(pair.links)} for pair in said.pairs],
        }  # fmt: skip

    def actor(self, at: int) -> Document:
        return {
            "id": self.network.actor_ids[at],
            "label": self.network.actor_labels[at],
            "profile": self.network.actor_kinds[at],
        }

    def named(self, positions: Sequence[int]) -> list[Document]:
        return [{"id": self.network.actor_ids[at], "label": self.network.actor_labels[at]} for at in positions]

    def _best_linked(self, members: Sequence[int]) -> list[int]:
        return sorted(members, key=lambda at: (-self.partners[at], at))[:NAMED]

    def _nodes(self, nodes: Sequence[int]) -> list[Document]:
        """Actors as they are known; events read from the store."""
        events = [self.network.event_ids[node - self.actors] for node in nodes if node >= self.actors]
        read = {each["id"]: each for each in self.view.nodes(events)}
        return [
            self.actor(node) if node < self.actors else
            {key: read[self.network.event_ids[node - self.actors]][key] for key in ("id", "label", "kind")}
            for node in nodes
        ]  # fmt: skip

    def _places(self, at: int) -> list[Document]:
        held = self.around.places.get(self.network.actor_ids[at], ())
        return [{"id": place, "name": territory_name(place)} for place in held]

    def _state(self, states: dict[str, DataState], actor: str) -> DataState | None:
        said = {
            states[larger] for place in self.around.places.get(actor, ("pays:FR",))
            for larger in places_holding(place) if larger in states
        }  # fmt: skip
        return next((state for state in WORST if state in said), None)


def _states(view: View) -> dict[str, DataState]:
    """The least collected state that is declared for each territory."""
    found: dict[str, DataState] = {}
    for row in view.coverage():
        known = found.get(row.territory)
        found[row.territory] = row.state if known is None else WORST[min(WORST.index(known), WORST.index(row.state))]
    return found


def _listed(rows: list[Document], total: int) -> Document:
    return {"total": total, "truncated": total > len(rows), "rows": rows}
