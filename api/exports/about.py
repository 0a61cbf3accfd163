"""What every file says of itself: title, day, revision, what was taken, who says it and how, what is made up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from api.answers.export import SYNTHETIC_NOTICE
from api.answers.sources import sources_document
from api.exports.extract import Extract
from api.exports.survey import Survey
from graph.model.record import Json
from graph.model.typography import fine
from graph.store.base import View

TITLE = "Entrelacs : alliances d’intérêt général"
CAVEAT = fine(
    "Ce que disent les sources chargées, et rien d’autre : une alliance absente de ce fichier n’est pas une alliance "
    "qui n’existe pas. Les personnes n’y sont pas."
)
UNSAID = "licence non dite"


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    title: str | None
    publisher: str | None
    licence: str | None
    page: str | None
    vintages: tuple[str, ...]
    synthetic: bool

    @property
    def words(self) -> str:
        said = [self.title or self.id, self.publisher, self.licence or UNSAID, *self.vintages, self.page]
        return f"{self.id} : {', '.join(part for part in said if part)}"


@dataclass(frozen=True, slots=True)
class About:
    day: date
    revision: str
    selection: str
    chosen: Json
    sources: tuple[Source, ...]
    notice: str | None
    nodes: int
    links: int

    @property
    def title(self) -> str:
        return fine(TITLE)

    @property
    def licences(self) -> list[str]:
        return sorted({source.licence or UNSAID for source in self.sources})

    def lines(self) -> Iterator[tuple[str, str]]:
        """Label and text, for a note that people read."""
        yield "Titre", self.title
        if self.notice:
            yield "Attention", self.notice
        yield "Date", self.day.isoformat()
        yield "Révision", self.revision
        yield "Contenu", f"{self.selection} : {self.nodes} fiches, {self.links} relations"
        for source in self.sources:
            yield "Source", source.words
        yield "Licences", " ; ".join(self.licences)
        yield "Limite", CAVEAT

    def flat(self) -> dict[str, str | None]:
        """The same under names that programs read."""
        return {
            "title": self.title, "date": self.day.isoformat(), "revision": self.revision, "selection": self.selection,
            "sources": " ; ".join(source.words for source in self.sources), "licences": " ; ".join(self.licences),
            "notice": self.notice, "caveat": CAVEAT,
        }  # fmt: skip


def about(view: View, taken: Extract, seen: Survey, day: date | None = None) -> About:
    """`day`: today where it is not said."""
    rows: Any = sources_document(view)["rows"]
    said = tuple(_source(row) for row in rows if row["id"] in seen.sources)
    return About(
        day or datetime.now(UTC).date(), view.revision(), taken.words, taken.chosen, said,
        SYNTHETIC_NOTICE if seen.synthetic else None, seen.nodes, seen.links,
    )  # fmt: skip


def _source(row: Any) -> Source:
    vintages = tuple(str(each) for each in row["vintages"])
    return Source(
        row["id"], row["title"], row["publisher"], row["licence"], row["page"], vintages, row["status"] == "synthetic"
    )
