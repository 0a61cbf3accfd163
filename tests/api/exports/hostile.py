"""Texts that try to be something else where they are read, and a graph whose every text is one of them."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from api.exports import FORMATS, csv_tables, cypher, gexf, graphml, jsonld, parquet_tables, workbook
from api.exports.about import About, Source
from api.exports.extract import Link, Node
from api.exports.signs import Cleaner
from api.exports.survey import Survey
from graph.store.base import Brief

ACTOR, EVENT = "siren:552100554", "exp:essai:1"
STRINGS = {
    "html script": "<script>alert(1)</script>",
    "html attribute": '"><img src=x onerror=alert(1)>',
    "svg": "<svg onload=alert(1)></svg>",
    "xml close": '</data></node></attvalues><node id="x"/>',
    "xml cdata": "]]> <![CDATA[x]]> <!-- x -->",
    "xml entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]> &e; &amp;',
    "formula =": "=CMD|'/C calc'!A0",
    "formula +": "+cmd|' /C calc'!A0",
    "formula -": "-2+3+cmd|' /C calc'!A0",
    "formula @": "@SUM(1+1)",
    "formula tab": "\t=1+1",
    "formula cr": "\r=1+1",
    "formula lf": "\n=1+1",
    "formula wide": "\uff1d1+1",
    "hyperlink": '=HYPERLINK("http://exemple.test";"clic")',
    "csv": 'a;b"c\r\nd|e,f',
    "cypher quote": "'}) MATCH (n) DETACH DELETE n;\n// ",
    "cypher escape": "\\u0027}) MATCH (n) DETACH DELETE n //",
    "cypher double": "\\\\u0027}) DETACH DELETE n //\\",
    "cypher backtick": "`) MATCH (n) DETACH DELETE n //",
    "json-ld key": '{"@id": "http://exemple.test/x", "@context": null}',
    "json-ld word": "@type",
    "javascript": "javascript:alert(1)",
    "data url": "data:text/html,<script>alert(1)</script>",
    "url": 'https://exemple.test/"><script>alert(1)</script>',
    "controls": "Nom\x07 cassé\x00\x1b\ufffe",
    "surrogate": "demi\ud800 paire",
    "bidirectional": "\u202efdp.exe",
}


@dataclass
class Given:
    """A part of no graph: one actor, one project, one participation."""

    text: str
    words: str = "essai"
    chosen: dict[str, Any] = field(default_factory=dict)

    def _origins(self) -> list[Any]:
        return [{
            "source": "essai", "run": "r", "line": 1, "rows": 1, "stated_as": self.text, "vintage": None,
            "status": "reel",
        }]  # fmt: skip

    def nodes(self) -> Iterator[Node]:
        yield Node(
            {"start": "2016", "lessons": self.text, "documents": [self.text]},
            self._origins(),
            EVENT,
            "Experiment",
            self.text,
            (self.text,),
        )
        yield Node(
            {"website": self.text, "purpose": self.text},
            self._origins(),
            ACTOR,
            "Actor",
            self.text,
            (self.text, "Autre"),
        )

    def links(self) -> Iterator[Link]:
        yield Link({"amount": -3.5, "commune": self.text}, self._origins(), ACTOR, "PARTICIPATES_IN", EVENT, self.text)

    def briefs(self, ids: list[str]) -> list[Brief]:
        kinds = {ACTOR: "Actor", EVENT: "Experiment"}
        return [Brief(one, kinds[one], None, self.text, None, None, None) for one in ids]


def told(text: str) -> About:
    source = Source("essai", text, text, text, text, (text,), False)
    return About(date(2026, 1, 2), "0" * 32, text, {}, (source,), None, 2, 1)


def made(format: str, text: str) -> tuple[bytes, Cleaner]:
    """The file of a graph whose every text is this one."""
    assert format in FORMATS
    given, file, clean = Given(text), io.BytesIO(), Cleaner()
    if format == "parquet":
        parquet_tables.write_parquet_zip(given, told(text), file)
    elif format == "csv":
        csv_tables.write(given, given, Survey.of(given), told(text), file, clean)  # type: ignore[arg-type]
    else:
        writers = {"graphml": graphml, "gexf": gexf, "jsonld": jsonld, "cypher": cypher, "xlsx": workbook}
        writers[format].write(given, Survey.of(given), told(text), file, clean)
    return file.getvalue(), clean
