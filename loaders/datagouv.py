"""The catalogue of data.gouv.fr: the description of a dataset, and which of its resources a rule takes.

    GET <catalogue>/api/1/datasets/{slug or id}/ → {title, license, resources: [{id, title, url, format, checksum,
    last_modified}]}

What it says is of others: titles lose what a terminal would obey, ids never make a path, addresses are judged by
`loaders.connecting` before a byte is asked.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ValidationError

from graph.errors import InvalidInput
from graph.model.text import fold
from graph.settings import Settings
from loaders.addresses import Address
from loaders.downloading import Downloader
from loaders.file_cache import Place
from loaders.published import DatasetRule, ResourceRule
from loaders.receiving import Checksum, Limits, Wanted

LARGEST_DESCRIPTION = 32 << 20
"""Bytes; the register of associations, with a resource for each month since 2017, takes one million."""

SAME_EDITION = timedelta(days=31)
"""Formats of one edition are published within it; an older file in a better format is another edition."""

KINDS = {"sha1": 40, "sha256": 64, "sha512": 128, "md5": 32}
"""Kinds of sum that can be checked → figures of their value. The catalogue's `sha2` is told by its length."""

LICENCES = {
    "lov2": "Licence Ouverte 2.0",
    "fr-lo": "Licence Ouverte 1.0",
    "odc-odbl": "ODbL 1.0",
    "odc-by": "ODC-BY 1.0",
    "odc-pddl": "ODC-PDDL 1.0",
    "cc-zero": "CC0 1.0",
    "cc-by": "CC BY",
    "cc-by-sa": "CC BY-SA",
}
"""Codes of the catalogue → names; `notspecified` and its like say nothing."""

_SHOWN = 8
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def _shown(said: object) -> object:
    """One line of at most 160 signs."""
    return _CONTROL.sub(" ", said).strip()[:160] if isinstance(said, str) else said or ""


Words = Annotated[str, BeforeValidator(_shown)]


class Sum(BaseModel):
    type: str
    value: str


class Resource(BaseModel):
    """A file of a dataset."""

    id: str
    title: Words = ""
    url: str
    format: Words = ""
    checksum: Sum | None = None
    last_modified: Words = ""

    @property
    def kind(self) -> str:
        """`csv` of « CSV », « csv.gz » or, where nothing is said, of the address."""
        said = self.format.lower().strip(". ") or self._name.lower()
        return said.removesuffix(".gz").rpartition(".")[2] if "." in said or self.format else ""

    @property
    def moment(self) -> datetime:
        """When it was last changed; long ago where nothing readable is said."""
        try:
            said = datetime.fromisoformat(self.last_modified)
            return said.astimezone(UTC) if said.tzinfo else said.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            return datetime.min.replace(tzinfo=UTC)

    @property
    def day(self) -> str | None:
        return self.moment.date().isoformat() if self.moment.year > 1 else None

    @property
    def sum(self) -> Checksum | None:
        """The checksum, where it is of a kind that can be checked."""
        if self.checksum is None:
            return None
        kind, value = self.checksum.type.lower().replace("-", ""), self.checksum.value.strip().lower()
        if kind == "sha2":
            kind = next((known for known, figures in KINDS.items() if figures == len(value) >= 64), kind)
        usable = KINDS.get(kind) == len(value) and re.fullmatch("[0-9a-f]+", value)
        return Checksum(kind, value) if usable else None

    def fits(self, rule: ResourceRule) -> bool:
        names = (fold(self.title), fold(self._name))

        def among(patterns: Sequence[str]) -> bool:
            return any(fnmatchcase(name, pattern) for pattern in patterns for name in names)

        return self.kind in rule.formats and among(rule.titles) and not among(rule.without)

    @property
    def _name(self) -> str:
        return re.split("[?#]", self.url.partition("://")[2].partition("/")[2])[0].rpartition("/")[2]


class Dataset(BaseModel):
    title: Words = ""
    license: str | None = None
    resources: tuple[Resource, ...] = ()

    @property
    def licence(self) -> str | None:
        return LICENCES.get(self.license or "")

    def taken(self, rule: ResourceRule) -> list[Resource]:
        """The resources of a rule. Raises InvalidInput where there is none, naming what there is."""
        fitting = sorted((each for each in self.resources if each.fits(rule)), key=lambda each: each.moment)
        if not fitting:
            raise InvalidInput(self._none(rule))
        if rule.every:
            return fitting
        edition = [each for each in fitting if each.moment >= fitting[-1].moment - _back(fitting[-1].moment)]
        return [min(reversed(edition), key=lambda each: rule.formats.index(each.kind))]

    def _none(self, rule: ResourceRule) -> str:
        there = [f"« {each.title or each.id} » ({each.kind or 'format non dit'})" for each in self.resources]
        more = f" et {len(there) - _SHOWN} autres" if len(there) > _SHOWN else ""
        titles = " ou ".join(f"« {each} »" for each in rule.titles)
        return (
            f"Jeu « {self.title} » : aucun fichier {' ou '.join(rule.formats)} dont le titre ou le nom soit {titles}. "
            f"Trouvé : {', '.join(there[:_SHOWN]) or 'rien'}{more}."
        )


def _back(moment: datetime) -> timedelta:
    return SAME_EDITION if moment.year > 1 else timedelta(0)


def address_of(settings: Settings) -> Address:
    """The catalogue. Raises InvalidInput naming the setting, and nothing of a password it may hold."""
    try:
        return Address(settings.datagouv)
    except InvalidInput as error:
        raise InvalidInput(f"ENTRELACS_DATAGOUV : {error.message}") from error


def page_of(rule: DatasetRule, settings: Settings) -> str:
    """Where a person finds the dataset; made by us, so that an answer cannot lead elsewhere."""
    return f"{str(address_of(settings)).rstrip('/')}/fr/datasets/{rule.dataset}/"


def describe(rule: DatasetRule, settings: Settings) -> Dataset:
    """Raises InvalidInput or Unreachable where the catalogue has no such dataset or gives no description of it."""
    address = Address(f"{str(address_of(settings)).rstrip('/')}/api/1/datasets/{rule.dataset}/")
    limits = Limits(min(LARGEST_DESCRIPTION, settings.download_max), settings.download_timeout, settings.download_time)
    place = Place(settings.cache_folder / rule.dataset / "description")
    try:
        got = Downloader(limits).get(Wanted(address, place, typed=address))
    except InvalidInput as error:
        raise InvalidInput(f"{error.message} Le jeu a pu changer de nom au catalogue.") from error
    try:
        return Dataset.model_validate_json(got.path.read_bytes())
    except ValidationError as error:
        raise InvalidInput(
            f"{address} : réponse illisible. Attendu la description d’un jeu de données, comme la donne "
            "data.gouv.fr : vérifiez ENTRELACS_DATAGOUV."
        ) from error
