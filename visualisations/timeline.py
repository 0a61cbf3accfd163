"""A selection in time as an SVG: one bar for each project where there are few, numbers by year where there are many,
above them the periods that a text divides its story into, below them its dated statements.

An end that is unknown is drawn open. The table beside holds the same; no inline style.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from markupsafe import Markup

from graph.language import _
from graph.model.counting import count
from visualisations.text_alternative import safe_href

BARS_MOST = 40
"""Projects drawn one by one; more are counted by year."""
WIDTH, LEFT, RIGHT, TOP = 960, 40, 20, 16
ROW = 22
COLUMNS_HEIGHT = 180
LABEL_MOST = 70
Href: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    @property
    def step(self) -> float:
        return (WIDTH - LEFT - RIGHT) / (self.last - self.first + 1)

    def at(self, year: float) -> float:
        return round(LEFT + (year - self.first) * self.step, 1)


def render(document: Mapping[str, Any], *, href: Href) -> Markup | None:
    """The picture of a document of years; None where nothing is dated."""
    years = document["years"]
    if not years:
        return None
    scale = _Scale(years[0]["year"], years[-1]["year"])
    cycles = [each for each in document["statements"] if each["cycle"]]
    told = [each for each in document["statements"] if not each["cycle"]]
    y = TOP
    parts = [_cycle(scale, each, y + place * ROW) for place, each in enumerate(cycles)]
    y += len(cycles) * ROW + (8 if cycles else 0)
    top = y
    if 0 < document["shown"] <= BARS_MOST:
        parts += [_bar(scale, event, y + place * ROW, href) for place, event in enumerate(document["events"])]
        y += len(document["events"]) * ROW
    else:
        parts.append(_columns(scale, years, y))
        y += COLUMNS_HEIGHT
    parts.append(_dots(scale, told, y + 10))
    y += 34 if told else 10
    here = _year(scale, document["year"], top, y) if document["year"] is not None else Markup("")
    return _TEMPLATE.format(
        width=WIDTH, height=y + 26, summary=summary(document), here=here, axis=_axis(scale, y),
        parts=Markup("").join(parts), label=_("Frise, à faire défiler"), title=_("Frise de la sélection"),
    )  # fmt: skip


def summary(document: Mapping[str, Any]) -> str:
    """« 52 projets et alliances datés, de 2006 à 2019 ; 3 sans date. »"""
    years = document["years"]
    said = [count(document["dated"], "projet ou alliance daté", "projets, alliances ou programmes datés")]
    if years:
        ends = {"first": years[0]["year"], "last": years[-1]["year"]}
        said[0] = _("%(told)s, de %(first)s à %(last)s", told=said[0], **ends)
    if document["undated"]:
        said.append(_("%(count)s sans date", count=document["undated"]))
    if document["statements"]:
        said.append(count(len(document["statements"]), "énoncé daté", "énoncés datés"))
    return _("%(told)s. Même contenu que les tableaux.", told="\u202f; ".join(said))


_TEMPLATE = Markup(
    '<div class="timeline" tabindex="0" role="group" aria-label="{label}">'
    '<svg viewBox="0 0 {width} {height}" role="group" aria-labelledby="time-title" '
    'aria-describedby="time-desc"><title id="time-title">{title}</title>'
    '<desc id="time-desc">{summary}</desc>{here}{axis}{parts}</svg></div>'
)


def _axis(scale: _Scale, y: float) -> Markup:
    """One year in so many that their names do not touch."""
    every = max(1, -(-44 // int(scale.step)) if scale.step >= 1 else 44)
    ticks = [year for year in range(scale.first, scale.last + 1) if (year - scale.first) % every == 0]
    marks = Markup("").join(
        Markup('<path class="grid" d="M{0} {2}V{1}"/><text class="tick" x="{0}" y="{3}">{4}</text>').format(
            scale.at(year), y, TOP, y + 18, year
        )
        for year in ticks
    )
    return Markup('<g aria-hidden="true">{}<path class="axis" d="M{} {}H{}"/></g>').format(
        marks, LEFT, y, WIDTH - RIGHT
    )


def _year(scale: _Scale, year: int, top: float, bottom: float) -> Markup:
    if not scale.first <= year <= scale.last:
        return Markup("")
    return Markup('<rect class="here" x="{}" y="{}" width="{}" height="{}"/>').format(
        scale.at(year), top, round(scale.step, 1), bottom - top
    )


def _cycle(scale: _Scale, said: Mapping[str, Any], y: float) -> Markup:
    x, end = scale.at(said["first"]), scale.at(said["last"] + 1)
    words = f"{said['label']} ({said['first']}–{said['last']})"
    return Markup(
        '<g class="cycle"><title>{}</title><rect x="{}" y="{}" width="{}" height="17" rx="2"/>'
        '<text x="{}" y="{}">{}</text></g>'
    ).format(words, x, y, round(end - x, 1), x + 5, y + 13, _short(said["label"], max((end - x) / 5.8, 12)))


def _bar(scale: _Scale, event: Mapping[str, Any], y: float, href: Href) -> Markup:
    """From the first to the last year that are known, with an open end where one is not."""
    first, last = event["first"], event["last"]
    start = first if first is not None else last
    end = last if last is not None else first
    x, right = scale.at(start), scale.at(end + 1)
    words = f"{event['label']}\u202f: {_dates(first, last)}"
    opened = Markup("")
    if first is None or last is None:
        side = right if last is None else x
        opened = Markup('<path class="open" d="M{} {}h{}"/>').format(side, y + 8, 18 if last is None else -18)
    beside = right + (24 if last is None else 6)
    after = beside + 6.2 * min(len(event["label"]), LABEL_MOST) < WIDTH
    text = Markup('<text x="{}" y="{}"{}>{}</text>').format(
        beside if after else x - (24 if first is None else 6), y + 12,
        Markup("") if after else Markup(' text-anchor="end"'),
        _short(event["label"], LABEL_MOST if after else (x - 10) / 6.2),
    )  # fmt: skip
    return Markup(
        '<a class="bar k-{}" href="{}" aria-label="{}"><title>{}</title><rect x="{}" y="{}" width="{}" height="13" '
        'rx="2"/>{}{}</a>'
    ).format(
        event["kind"].lower(), safe_href(href(event["id"])) or "#", words, words, x, y + 2, round(right - x, 1),
        opened, text,
    )  # fmt: skip


def _dates(first: int | None, last: int | None) -> str:
    if first is None:
        return _("jusqu’en %(last)s, début inconnu", last=last)
    if last is None:
        return _("depuis %(first)s, fin inconnue", first=first)
    return f"{first}" if first == last else f"{first}–{last}"


def _columns(scale: _Scale, years: Sequence[Mapping[str, Any]], y: float) -> Markup:
    """Running projects of each year, of which those that begin are darker."""
    most = max((max(row["running"], row["started"]) for row in years), default=0) or 1
    height = COLUMNS_HEIGHT - 24
    drawn = []
    for row in years:
        x, width = scale.at(row["year"]), round(max(1.0, scale.step - 2), 1)
        tall, began = (round(height * row[name] / most, 1) for name in ("running", "started"))
        base = y + COLUMNS_HEIGHT
        told = _("%(running)s en cours, %(started)s qui commencent, %(ended)s qui finissent",
                 **{name: row[name] for name in ("running", "started", "ended")})  # fmt: skip
        words = f"{row['year']}\u202f: {told}"
        number = Markup('<text class="how-many" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            round(x + width / 2, 1), round(base - tall - 5, 1), row["running"]
        )
        drawn.append(
            Markup(
                '<g><title>{}</title><rect class="running" x="{}" y="{}" width="{}" height="{}"/>'
                '<rect class="started" x="{}" y="{}" width="{}" height="{}"/>{}</g>'
            ).format(
                words, x, round(base - tall, 1), width, tall, x, round(base - began, 1), width, began,
                number if row["running"] and scale.step >= 22 else "",
            )
        )  # fmt: skip
    return Markup("").join(drawn)


def _dots(scale: _Scale, told: Sequence[Mapping[str, Any]], y: float) -> Markup:
    """Statements by their first year: the larger the dot, the more of them."""
    by_year = Counter(each["first"] for each in told)
    return Markup("").join(
        Markup('<g class="said"><title>{}</title><circle cx="{}" cy="{}" r="{}"/></g>').format(
            f"{year}\u202f: {count(many, 'énoncé daté', 'énoncés datés')}",
            round(scale.at(year) + scale.step / 2, 1), y, min(10, 3 + many // 4),
        )
        for year, many in sorted(by_year.items())
    )  # fmt: skip


def _short(text: str, room: float) -> str:
    most = max(4, int(room))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
