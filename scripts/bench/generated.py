"""A generated network in the form of a real one: actors that come back, experiments of two to six partners, places.

Two in three nodes are actors; an actor is drawn with a weight that falls with its rank (Zipf), so that a few stand
everywhere. Names are made of syllables. Synthetic records, as each of them says.
"""

from collections.abc import Iterator
from itertools import islice

import numpy as np

from graph.model.entities import Actor, Entity, Experiment
from graph.model.origin import Origin, Status
from graph.model.record import NodeRecord, RelationRecord
from graph.model.relations import ActsIn, LocatedBy, Participation, Relation
from graph.store import Store
from graph.territories import reference

SYLLABLES = ("ba", "lo", "mi", "ré", "tan", "vel", "cor", "ju", "sé", "nou", "par", "dil")
ORIGIN = Origin(source="bench", run="bench", status=Status.SYNTHETIC)
BATCH = 5_000


def fill(store: Store, nodes: int, seed: int = 1) -> list[str]:
    """Write a network of about `nodes` nodes beside the territories; ids of its actors and experiments."""
    made = entities(nodes, seed)
    facts = [*made, *ties(made, seed)]
    stream = iter([fact.record(ORIGIN) for fact in facts])
    while chunk := list(islice(stream, BATCH)):
        with store.batch():
            store.merge(
                [record for record in chunk if isinstance(record, NodeRecord)],
                [record for record in chunk if isinstance(record, RelationRecord)],
            )
    return [entity.id for entity in made]


def entities(nodes: int, seed: int) -> list[Entity]:
    draw = np.random.default_rng(seed)
    actors = nodes * 2 // 3
    names = ["".join(draw.choice(SYLLABLES, 4)).capitalize() for _ in range(nodes)]
    return [
        *(Actor(id=f"mention:{i:016x}", label=f"Association {names[i]}", profile="association") for i in range(actors)),
        *(
            Experiment(id=f"exp:bench:{i}", label=f"Projet {names[i]}", start=str(2006 + i % 14))
            for i in range(actors, nodes)
        ),
    ]


def ties(made: list[Entity], seed: int) -> Iterator[Relation]:
    draw = np.random.default_rng(seed + 1)
    actors = [entity.id for entity in made if isinstance(entity, Actor)]
    communes = sorted(reference.communes())
    weight = 1.0 / np.arange(1, len(actors) + 1) ** 0.6
    several = draw.choice(len(actors), size=(len(made), 6), p=weight / weight.sum())
    for at, entity in enumerate(made):
        if isinstance(entity, Experiment):
            for chosen in sorted(set(several[at, : 2 + at % 5].tolist())):
                yield Participation(source=actors[chosen], target=entity.id, role="partenaire")
            place = f"commune:{communes[int(draw.integers(len(communes)))]}"
            yield ActsIn(source=entity.id, target=place, located_by=LocatedBy.DECLARED)
