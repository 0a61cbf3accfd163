"""A file of a delivery."""

from dataclasses import dataclass

from loaders.published import Published


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a delivery: one run, one report. `vintage`: where it is not that of the whole delivery."""

    file: str
    sha256: str
    run: str
    notes: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    published: Published | None = None
    vintage: str | None = None
