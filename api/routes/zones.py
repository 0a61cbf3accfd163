"""A zone of a reader's own: the communes in the address, or in a body where they are many."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from api import responses_gaps
from api.dependencies import LONGEST_TEXT, AnalysesDep, CountedTies, GapLevel, Refits, Seats, Status, Year
from api.replies import json_reply, tag, tagged, unchanged
from graph.model.counts import Counted
from graph.model.levels import Level
from graph.model.question import GapQuestion, Records
from graph.model.zone import NAME_MOST, words_of
from graph.territories.zones import MOST, communes_in, fitting_level, people_in

router = APIRouter(prefix="/api/v1", tags=["analyses"])

Codes = Annotated[
    list[str], Query(max_length=MOST, description="Codes INSEE, répétés ou séparés par des virgules ; ou epci:SIREN.")
]
NearLevel = Annotated[
    GapLevel | None, Query(description="Niveau de la comparaison ; sinon celui dont les territoires ont sa taille.")
]
ZoneName = Annotated[str | None, Query(max_length=NAME_MOST, description="Nom de la zone.")]


class ZoneAsked(BaseModel):
    """The question of `GET`, for lists that do not fit an address."""

    model_config = ConfigDict(extra="forbid")

    zone: list[str] = Field(min_length=1, max_length=MOST)
    level: GapLevel | None = None
    name: str | None = Field(default=None, max_length=NAME_MOST)
    status: Records | None = None
    counted: Counted = Counted.ACTION
    seats: bool = True
    since: str | None = Field(default=None, pattern="^[0-9]{4}$")
    until: str | None = Field(default=None, pattern="^[0-9]{4}$")
    source: str | None = Field(default=None, max_length=LONGEST_TEXT)
    capacity: bool = True
    bootstrap: int = Field(default=0, ge=0, le=200)


@router.get("/gaps/zone", summary="Une zone de communes comparée", response_model=responses_gaps.Zone)
def zone(
    request: Request, analyses: AnalysesDep, zone: Codes, level: NearLevel = None, name: ZoneName = None,
    status: Status = None, counted: CountedTies = Counted.ACTION, seats: Seats = True, since: Year = None,
    until: Year = None, bootstrap: Refits = 0,
) -> Response:  # fmt: skip
    if held := unchanged(request, etag := tag(analyses.revision, request)):
        return held
    asked = ZoneAsked(
        zone=zone, level=level, name=name, status=status, counted=counted, seats=seats, since=since, until=until,
        bootstrap=bootstrap,
    )  # fmt: skip
    return tagged(_answer(analyses, asked), etag)


@router.post("/gaps/zone", summary="Une longue zone de communes comparée", response_model=responses_gaps.Zone)
def long_zone(analyses: AnalysesDep, asked: ZoneAsked) -> Response:
    return _answer(analyses, asked)


def _answer(analyses: AnalysesDep, asked: ZoneAsked) -> Response:
    """Raises InvalidInput that names the codes nobody knows."""
    codes = communes_in(words_of(asked.zone))
    level = Level(asked.level) if asked.level else fitting_level(people_in(codes))
    question = GapQuestion(
        level, asked.status, asked.counted, asked.seats, asked.since, asked.until, source=asked.source,
        capacity=asked.capacity, bootstrap=asked.bootstrap,
    )  # fmt: skip
    return json_reply(analyses.zone(question, " ".join(codes), asked.name))
