"""`entrelacs fetch`: the newest files of a catalogued source, through the catalogue that publishes them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256

from graph.errors import InvalidInput, Unreachable
from graph.model.record import Json
from graph.model.typography import count, weight
from graph.settings import Settings
from loaders.addresses import Address, safe_name
from loaders.datagouv import Dataset, Resource, address_of, describe, page_of
from loaders.downloading import Downloader
from loaders.editions import Life
from loaders.file_cache import Place
from loaders.mapping import Mapping as SourceMapping
from loaders.mapping import by_source, catalogue
from loaders.published import DatasetRule, Published
from loaders.receiving import Downloaded, Wanted

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file of the cache. `checked`: its checksum is the one the catalogue publishes."""

    got: Downloaded
    published: Published
    day: str | None
    checked: bool

    def as_json(self) -> Json:
        return {
            "title": self.published.title,
            "page": self.published.page,
            "address": self.published.address,
            "licence": self.published.licence,
            "last_modified": self.published.last_modified,
            "vintage": self.published.vintage,
            "file": str(self.got.path),
            "sha256": self.got.kept.sha256,
            "bytes": self.got.kept.bytes,
            "new": self.got.new,
            "checked": self.checked,
        }


@dataclass(slots=True)
class Fetched:
    """The newest files of a source. `said`: their edition, where a person named it."""

    source: str
    said: str | None = None
    files: list[FetchedFile] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def vintage(self) -> str | None:
        """The day of the latest file: a register in two files has one edition, or what the older says would be gone."""
        return self.said or max((file.day for file in self.files if file.day), default=None)

    @property
    def names(self) -> list[str]:
        return [str(file.got.path) for file in self.files]

    @property
    def published(self) -> Mapping[str, Published]:
        """By the name that reports give a file; a name that two files bear tells nothing of either."""
        names = [file.got.path.name for file in self.files]
        return {name: file.published for name, file in zip(names, self.files, strict=True) if names.count(name) == 1}

    def as_json(self) -> Json:
        return {
            "source": self.source,
            "vintage": self.vintage,
            "files": [file.as_json() for file in self.files],
            "warnings": list(self.warnings),
        }


def fetch(source: str, settings: Settings, *, vintage: str | None = None, say: Say = lambda _: None) -> Fetched:
    """Bring all its files into the cache, or raise with what to do by hand; `say` is told what is found.

    `vintage`: the edition of all of them, in place of the day on which the catalogue says they changed.

    Raises InvalidInput for a source that no catalogue publishes, a dataset that has changed or a wrong checksum,
    Unreachable for what may go better later. What had come whole stays in the cache.
    """
    mapping = by_source(source)
    if not mapping.fetch:
        raise InvalidInput(_not_fetched(mapping))
    done = Fetched(mapping.source, vintage)
    for rule in mapping.fetch:
        with _or_by_hand(mapping, page_of(rule, settings)):
            dataset = describe(rule, settings)
            for resource in _wanted(rule, dataset):
                published = _published(rule, dataset, resource, settings)
                if vintage is None and mapping.life is Life.INCREMENT:
                    # a year of grants that has not changed stays the edition it was, though another year has
                    published = replace(published, vintage=resource.day)
                _bring(done, published, rule, resource, settings, say)
    done.warnings += _licences(mapping, done)
    return done


def _wanted(rule: DatasetRule, dataset: Dataset) -> list[Resource]:
    """Each once, though two rules take it."""
    return list({each.id: each for wanted in rule.resources for each in dataset.taken(wanted)}.values())


def _published(rule: DatasetRule, dataset: Dataset, resource: Resource, settings: Settings) -> Published:
    return Published(
        page=page_of(rule, settings),
        address=str(Address(resource.url)),
        title=resource.title,
        licence=dataset.licence,
        last_modified=resource.last_modified or None,
    )


def _bring(
    done: Fetched, published: Published, rule: DatasetRule, resource: Resource, settings: Settings, say: Say
) -> None:
    address, checksum = Address(resource.url), resource.sum
    folder = safe_name(resource.id) or sha256(resource.id.encode()).hexdigest()[:16]
    place = Place(settings.cache_folder / rule.dataset / folder)
    got = Downloader.of(settings).get(Wanted(address, place, address_of(settings), checksum))
    done.files.append(FetchedFile(got, published, resource.day, checksum is not None))
    came = weight(got.kept.bytes) if got.new else "inchangé, pas renvoyé"
    say(f"{resource.title or got.path.name} ({resource.kind}, {resource.day or 'sans date'}) : {came}.")
    if checksum is None:
        said = f" (« {resource.checksum.type[:20]} » ne se vérifie pas)" if resource.checksum else ""
        done.warnings.append(
            f"{got.path.name} : le catalogue n’en donne pas d’empreinte{said} ; que le fichier soit entier, seule sa "
            "longueur le dit."
        )


def _licences(mapping: SourceMapping, done: Fetched) -> list[str]:
    said = sorted({file.published.licence for file in done.files if file.published.licence} - {mapping.licence})
    return [
        f"Licence « {licence} » au catalogue, « {mapping.licence} » dans la correspondance : la première est gardée."
        for licence in said
    ]


@contextmanager
def _or_by_hand(mapping: SourceMapping, page: str) -> Iterator[None]:
    """What goes wrong inside is told with what a person can still do."""
    try:
        yield
    except (InvalidInput, Unreachable) as error:
        raise type(error)(f"{error.message}\n{_hand(mapping, page)}") from error


def _hand(mapping: SourceMapping, page: str) -> str:
    return (
        f"À la main : téléchargez le fichier depuis {page}, puis « entrelacs load FICHIER --source {mapping.source} »."
    )


def _not_fetched(mapping: SourceMapping) -> str:
    known = [each.source for each in catalogue() if each.fetch]
    if not mapping.tables:
        return f"Source « {mapping.source} » : livrée avec Entrelacs, il n’y a rien à télécharger."
    where = mapping.page or f"la page de {mapping.publisher}"
    return (
        f"Source « {mapping.source} » : aucun jeu de données connu à télécharger. {_hand(mapping, where)} "
        f"{count(len(known), 'source se télécharge', 'sources se téléchargent')} : {', '.join(known)}."
    )
