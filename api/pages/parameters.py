"""Parameters of the pages: the same bounds as the API under French names, lenient where a form sends an empty field."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Query
from pydantic import BeforeValidator, Field, StringConstraints

from api.dependencies import LONGEST_ID, LONGEST_TEXT, YEAR, GapLevel, LoadedLevel, Measure, well_formed
from graph.identity import Verdict
from graph.model.entities import NodeKind
from graph.model.question import BOOTSTRAP_MOST, Records


def _empty_is_none(value: Any) -> Any:
    """Bounds stand on the type inside: on the whole they would be asked of None, which is an error."""
    return None if value == "" else value


def page_id(id: Annotated[str, Path(min_length=1, max_length=LONGEST_ID + 5)]) -> str:
    """The id in the address of a sheet, without the suffix of its data twin."""
    return well_formed(id.removesuffix(".json").removesuffix(".csv"))


PageId = Annotated[str, Depends(page_id)]
Empty = BeforeValidator(_empty_is_none)
Search = Annotated[str, Query(alias="q", max_length=LONGEST_TEXT)]
KindChoice = Annotated[NodeKind | None, Empty, Query(alias="nature")]
PageNumber = Annotated[int, Query(alias="page", ge=1, le=10_000)]
Following = Annotated[Annotated[str, Field(max_length=2048)] | None, Empty, Query(alias="suite")]
Steps = Annotated[Annotated[int, Field(ge=1, le=3)] | None, Empty, Query(alias="pas")]
CentreId = Annotated[Annotated[str, Field(max_length=LONGEST_ID)] | None, Empty, Query(alias="centre")]
Since = Annotated[Annotated[str, Field(pattern=YEAR)] | None, Empty, Query(alias="depuis")]
Until = Annotated[Annotated[str, Field(pattern=YEAR)] | None, Empty, Query(alias="jusque")]
SheetId = Annotated[str, Query(alias="fiche", min_length=1, max_length=LONGEST_ID)]
FromId = Annotated[Annotated[str, Field(max_length=LONGEST_ID)] | None, Empty, Query(alias="de")]
ToId = Annotated[Annotated[str, Field(max_length=LONGEST_ID)] | None, Empty, Query(alias="vers")]
CentreKept = Annotated[Annotated[str, Field(max_length=LONGEST_ID)] | None, Empty, Query(alias="fiche_centre")]
FromKept = Annotated[Annotated[str, Field(max_length=LONGEST_ID)] | None, Empty, Query(alias="fiche_de")]
ToKept = Annotated[Annotated[str, Field(max_length=LONGEST_ID)] | None, Empty, Query(alias="fiche_vers")]
GapLevelChoice = Annotated[GapLevel, Query(alias="niveau")]
ComparedLevelChoice = Annotated[GapLevel | LoadedLevel, Query(alias="niveau")]
CountingChoice = Annotated[Literal["plein", "partage"], Query(alias="decompte")]
WithinChoice = Annotated[Annotated[str, Field(max_length=LONGEST_ID)] | None, Empty, Query(alias="dans")]
RefitsChoice = Annotated[int, Query(alias="reajustements", ge=0, le=BOOTSTRAP_MOST)]
SeatsChoice = Annotated[Literal["avec", "sans"], Query(alias="sieges")]
StatusChoice = Annotated[Records | None, Empty, Query(alias="statut")]
PistesChoice = Annotated[Literal["oui", "non"] | None, Empty, Query(alias="pistes")]
MeasureChoice = Annotated[Measure, Query(alias="mesure")]
ProfileChoice = Annotated[Annotated[str, Field(max_length=60)] | None, Empty, Query(alias="profil")]
PlaceChoice = Annotated[Annotated[str, Field(max_length=LONGEST_ID)] | None, Empty, Query(alias="territoire")]
ThemeChoice = Annotated[Annotated[str, Field(max_length=LONGEST_ID)] | None, Empty, Query(alias="theme")]
RanksChoice = Annotated[Literal["oui", "non"], Query(alias="intervalles")]
ChanceChoice = Annotated[Literal["oui", "non"] | None, Empty, Query(alias="hasard")]
ActorChoice = Annotated[Annotated[str, Field(max_length=LONGEST_ID)] | None, Empty, Query(alias="acteur")]
OneId = Annotated[str, StringConstraints(max_length=LONGEST_ID)]
ComparedIds = Annotated[Sequence[OneId], Query(alias="id", max_length=20)]
ComparedName = Annotated[str, Query(alias="nom", max_length=LONGEST_TEXT)]
JudgedChoice = Annotated[Verdict, Query(alias="jugement")]
