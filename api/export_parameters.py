"""Parameters of what is exported, in the API and on the page; a form sends an empty field for what is not chosen."""

from typing import Annotated

from fastapi import Query
from pydantic import BeforeValidator

from api.answers.network import LIMIT_DEFAULT, LIMIT_MAX
from api.dependencies import LONGEST_ID
from graph.model.relation_filter import TEXT_MOST

_EMPTY = BeforeValidator(lambda value: None if value == "" else value)
Centre = Annotated[
    str | None, Query(min_length=1, max_length=LONGEST_ID, description="Centre du voisinage exporté."), _EMPTY
]
Depth = Annotated[int | None, Query(ge=1, le=3, description="Avec centre : nombre de pas, de 1 à 3 (1)."), _EMPTY]
Limit = Annotated[
    int | None, Query(ge=1, le=LIMIT_MAX, description=f"Avec centre : fiches au plus ({LIMIT_DEFAULT})."), _EMPTY
]
Tree = Annotated[
    str | None, Query(max_length=TEXT_MOST, description="Filtre de relations, en JSON ; ou ses champs."), _EMPTY
]
Seats = Annotated[bool, Query(description="Filtre : situer aussi par un siège, faute de mieux (vrai), ou non.")]
