"""The régions by name, those of before 2016 included."""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from graph.model.text import fold
from graph.territories import reference

FORMER_REGIONS: Mapping[str, str] = MappingProxyType(
    {
        "alsace": "44",
        "alsace champagne ardenne lorraine": "44",
        "aquitaine": "75",
        "aquitaine limousin poitou charentes": "75",
        "auvergne": "84",
        "basse normandie": "28",
        "bourgogne": "27",
        "centre": "24",
        "champagne ardenne": "44",
        "franche comte": "27",
        "haute normandie": "28",
        "languedoc roussillon": "76",
        "languedoc roussillon midi pyrenees": "76",
        "limousin": "75",
        "lorraine": "44",
        "midi pyrenees": "76",
        "nord pas de calais": "32",
        "nord pas de calais picardie": "32",
        "paca": "93",
        "picardie": "32",
        "poitou charentes": "75",
        "reunion": "04",
        "rhone alpes": "84",
    }
)
"""Folded names of before 2016, provisional names of 2016, usual short names. Each went whole into one région of today
(loi n° 2015-29 du 16 janvier 2015, art. 1), so nothing is lost by reading them so."""


@cache
def _by_name() -> Mapping[str, str]:
    return {**FORMER_REGIONS, **{fold(region.name): region.code for region in reference.regions().values()}}


@lru_cache(maxsize=4096)
def find_region(name: str) -> str | None:
    """Code of the région of that name, without regard to case, accents or hyphens; None when there is none."""
    folded = fold(name)
    for prefix in ("", "region "):
        if folded.startswith(prefix) and (code := _by_name().get(folded.removeprefix(prefix))):
            return code
    return None


@lru_cache(maxsize=4096)
def in_france(country: str) -> bool:
    """Whether a country cell is evidence of France: `France`, `FR`, or an overseas part written as a country."""
    return fold(country) in {"france", "fr", "fra"} or find_region(country) is not None or fold(country) in _overseas()


@cache
def _overseas() -> frozenset[str]:
    return frozenset(fold(name) for name in reference.overseas_names().values())
