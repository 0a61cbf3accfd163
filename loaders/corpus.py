"""The founding article as facts: who, what relation, what, when it is said to be, and where in the text.

What is particular: no sentence is kept, only paragraph and offsets in the published text, so that a reader who has it
can find the words; persons are left out (four statements name one) and so is what only they did. A statement is about
an organisation, a document, France, or a concept; a figure or a date alone is in the statement and has no node.
"""

from graph.model.entities import Actor, Document, Entity, Statement, Theme
from graph.model.ids import COUNTRY, document_id, mention_id, statement_id, theme_id
from graph.model.relations import About, StatedIn
from graph.model.text import slug
from loaders.facts import Facts
from loaders.source import Row, SourceBase

ARTICLE = Document(
    id=document_id("une-semaine-pas-comme-les-autres"),
    label="Une semaine pas comme les autres !",
    published="2021-05-03/2021-05-07",
    url="https://www.lerameau.fr/une-semaine-pas-comme-les-autres/",
    publisher="Le RAMEAU",
)


class Source(SourceBase):
    def facts(self, row: Row) -> Facts:
        facts = row.facts()
        statement = _statement(row)
        facts.add(ARTICLE, statement, StatedIn(source=statement.id, target=ARTICLE.id))
        for role in ("subject", "object"):
            spoken_of = _spoken_of(row, role)
            if isinstance(spoken_of, Entity):
                facts.add(spoken_of)
            identifier = spoken_of.id if isinstance(spoken_of, Entity) else spoken_of
            if identifier:
                facts.add(About(source=statement.id, target=identifier, role=role))
        return facts


def _statement(row: Row) -> Statement:
    subject, relation, spoken_object = row.must("subject"), row.must("relation"), row.must("object")
    return Statement(
        id=statement_id(row.source, row.must("id")),
        label=f"{subject} — {relation.replace('_', ' ')} — {spoken_object}",
        subject=subject,
        relation=relation,
        object=spoken_object,
        date_stated=row.text("date_stated"),
        date_resolved=row.text("date_resolved"),
        certainty=row.must("certainty"),
        paragraph=int(row.must("paragraph")),
        start_offset=int(row.must("start_offset")),
        end_offset=int(row.must("end_offset")),
    )


def _spoken_of(row: Row, role: str) -> Entity | str | None:
    """The entity a statement is about, the id of one that is always there, or None for a plain value."""
    name, kind = row.must(role), row.must(f"{role}_type")
    if kind == "Littéral":
        return None
    if name == "France":
        return COUNTRY
    if kind == "Organisation":
        return Actor(id=mention_id(row.source, name), label=name)
    if kind == "Document":
        title = ARTICLE.label in name
        return ARTICLE if title else Document(id=document_id(name), label=name)
    return Theme(id=theme_id(f"{slug(kind)}-{name}"), label=name, scheme=slug(kind), code=slug(name))
