"""A small graph with what each field tells apart: own dates and those of the event, amounts, places, two sources."""

from graph.model.entities import Actor, Alliance, Entity, Experiment, Programme, Territory, Theme
from graph.model.origin import Origin, Status
from graph.model.record import NodeRecord, RelationRecord
from graph.model.relations import ActsIn, Addresses, LocatedBy, Participation, PartOf, Relation, SituatedIn

ASSO, FIRM, TOWN = "siren:552100554", "mention:000000000000000b", "siren:213300635"
OLD, UNDATED, GRANT, MADE_UP, SCHEME = (
    "exp:essai:1",
    "exp:essai:2",
    "alliance:essai:3",
    "exp:essai:4",
    "programme:essai",
)
SEATED = "alliance:essai:5"

ENTITIES: tuple[Entity, ...] = (
    Actor(id=ASSO, label="L’Œuvre", profile="association"),
    Actor(id=FIRM, label="=cmd()", profile="entreprise"),
    Actor(id=TOWN, label="Bordeaux"),
    Experiment(id=OLD, label="Mobilité", start="2014", end="2016", phase="deploiement"),
    Experiment(id=UNDATED, label="Métiers"),
    Alliance(id=GRANT, label="Subvention", type="financement", start="2020", amount=20_000.0),
    Experiment(id=MADE_UP, label="Inventé", start="2016", phase="arret"),
    Programme(id=SCHEME, label="Dispositif", start="2018"),
    Alliance(id=SEATED, label="Réseau", start="2015"),
    Territory(id="commune:33063", label="Bordeaux", level="commune", code="33063", vintage="2026"),
    Territory(id="departement:33", label="Gironde", level="departement", code="33", vintage="2026"),
    Territory(id="region:53", label="Bretagne", level="region", code="53", vintage="2026"),
    Theme(id="odd:4", label="Éducation de qualité", scheme="odd", code="4"),
)
RELATIONS: tuple[Relation, ...] = (
    Participation(source=ASSO, target=OLD, role="porteur"),
    Participation(source=FIRM, target=OLD, role="partenaire", start="2015", end="2015-06"),
    Participation(source=FIRM, target=UNDATED, role="porteur"),
    Participation(source=TOWN, target=GRANT, role="financeur"),
    Participation(source=ASSO, target=GRANT, role="beneficiaire", amount=500.0),
    Participation(source=ASSO, target=MADE_UP),
    Participation(source=TOWN, target=SCHEME, role="membre"),
    Participation(source=FIRM, target=SEATED, role="membre"),
    ActsIn(source=OLD, target="commune:33063", located_by=LocatedBy.DECLARED),
    ActsIn(source=UNDATED, target="region:53", located_by=LocatedBy.DECLARED),
    ActsIn(source=SEATED, target="commune:33063", located_by=LocatedBy.SEAT),
    SituatedIn(source=ASSO, target="commune:33063"),
    Addresses(source=OLD, target="odd:4"),
    PartOf(source="commune:33063", target="departement:33", vintage="2026"),
)
ROWS = len(RELATIONS)


def said_by(row: Entity | Relation) -> Origin:
    """The made-up experiment has a source of its own, and so has what touches it."""
    made_up = MADE_UP in (getattr(row, "id", None), getattr(row, "target", None))
    status = Status.SYNTHETIC if made_up else Status.IMPORTED
    return Origin(source="demonstration" if made_up else "essai", run="run", line=2, vintage="2024", status=status)


def records() -> tuple[list[NodeRecord], list[RelationRecord]]:
    return [one.record(said_by(one)) for one in ENTITIES], [one.record(said_by(one)) for one in RELATIONS]
