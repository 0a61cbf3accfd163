"""The shipped references: territories in force with what they are part of, and the themes of the vocabulary."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from graph import territories, vocabulary
from graph.model.entities import Territory, Theme
from graph.model.ids import COUNTRY, odd_id, theme_id
from graph.model.levels import Level, territory_id
from graph.model.relations import PartOf
from graph.store.base import Store
from graph.territories import hierarchy, reference
from graph.territories.reference import VINTAGE, Commune
from graph.vocabulary import Term
from loaders.delivery import Delivery
from loaders.mapping import by_source
from loaders.shipped import Said, ShippedDelivery

TERRITORIES, THEMES = f"cog-{VINTAGE}", "vocabulaire"
_TERRITORY_FILE = Path(territories.__file__).parent / "data" / f"cog_{VINTAGE}.json.gz"
_THEME_FILES = [Path(vocabulary.__file__).parent / f"{name}.yaml" for name in ("odd", "needs", "waldec_families")]


def references() -> list[Delivery]:
    """What every graph begins with."""
    territories = ShippedDelivery(
        by_source(TERRITORIES), _TERRITORY_FILE.name, _digest([_TERRITORY_FILE]), _territories, reference=True
    )
    themes = ShippedDelivery(by_source(THEMES), "themes.yaml", _digest(_THEME_FILES), _themes, reference=True)
    return [territories, themes]


def missing_references(store: Store) -> list[Delivery]:
    """Those whose load the store has not completed, so that a load killed in the middle is taken up again."""
    complete = {run.id for run in store.runs() if not run.open}
    return [made for made in references() if made.parts[0].run not in complete]


def _digest(files: list[Path]) -> str:
    digest = sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _territories() -> Iterator[Said]:
    """Larger ones first, so that what a territory is part of is there before it."""
    yield [_territory(Level.COUNTRY, reference.COUNTRY_CODE, reference.COUNTRY_NAME, _people(Level.COUNTRY))]
    for code, region in reference.regions().items():
        yield [_territory(Level.REGION, code, region.name, region.population), _part(Level.REGION, code, COUNTRY)]
    for code, departement in reference.departements().items():
        yield [
            _territory(Level.DEPARTEMENT, code, departement.name, departement.population),
            _part(Level.DEPARTEMENT, code, territory_id(Level.REGION, departement.region)),
        ]
    for code, epci in reference.epcis().items():
        shares = hierarchy.shares(code)
        yield [
            _territory(Level.EPCI, code, epci.name, epci.population, epci.nature),
            *(_part(Level.EPCI, code, territory_id(Level.DEPARTEMENT, held), share) for held, share in shares.items()),
        ]
    yield from _communes(reference.communes())
    yield from _communes(reference.overseas_communes())


def _communes(communes: Mapping[str, Commune]) -> Iterator[Said]:
    for code, commune in communes.items():
        above = [territory_id(Level.DEPARTEMENT, commune.departement)] if commune.region else [COUNTRY]
        if commune.epci:
            above.append(territory_id(Level.EPCI, commune.epci))
        yield [
            _territory(Level.COMMUNE, code, commune.name, commune.population),
            *(_part(Level.COMMUNE, code, larger) for larger in above),
        ]


def _people(level: Level) -> int:
    return sum(reference.populations(level).values())


def _territory(level: Level, code: str, name: str, population: int | None, nature: str | None = None) -> Territory:
    return Territory(
        id=territory_id(level, code),
        label=name,
        basis="register",
        level=level.value,
        code=code,
        vintage=VINTAGE,
        population=population,
        nature=nature,
    )


def _part(level: Level, code: str, larger: str, share: float = 1.0) -> PartOf:
    return PartOf(source=territory_id(level, code), target=larger, vintage=VINTAGE, share=round(share, 6))


def _themes() -> Iterator[Said]:
    for term in vocabulary.odd().values():
        yield [_theme(odd_id(term.code), "odd", term)]
    for term in vocabulary.needs().values():
        yield [_theme(theme_id(term.code), "besoin", term)]
    for family in vocabulary.waldec_families().values():
        yield [_theme(theme_id(f"waldec-{family.code}"), "waldec", family)]


def _theme(identifier: str, scheme: str, term: Term) -> Theme:
    return Theme(
        id=identifier,
        label=term.label,
        basis="register",
        scheme=scheme,
        code=term.code,
        description=term.description or None,
    )
