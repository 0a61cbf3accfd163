"""The experiment files (interfaces.md §7): experiments, who took part, and what the collection covers.

A participation names its experiment by its id in the file, so experiments are read first. An actor with an identifier
is that actor whatever its spelling; without one it is a mention: name and commune as stated.
"""

from collections.abc import Iterable

from graph.model import ids
from graph.model.coverage import Coverage, DataState
from graph.model.entities import Actor, Experiment
from graph.model.origin import Status
from graph.model.period import Period
from graph.model.registers import Number, Rna, Rnsr, Siren, Siret, recognise
from graph.model.relations import ActsIn, Addresses, LocatedBy, Participation, SituatedIn
from graph.model.text import slug
from loaders.facts import Facts
from loaders.source import Row, SourceBase


class Source(SourceBase):
    def __init__(self) -> None:
        self._experiments: dict[str, tuple[str, str, str]] = {}
        self._declared: set[tuple[str | None, ...]] = set()

    def facts(self, row: Row) -> Facts:
        if row.kind == "experimentations":
            return self._experiment(row)
        return self._participation(row) if row.kind == "participations" else self._coverage(row)

    def covered(self) -> Iterable[str]:
        return {source for _, source, _ in self._experiments.values()}

    def _experiment(self, row: Row) -> Facts:
        local, source, status = row.must("id"), slug(row.must("source")), row.must("statut_donnee")
        if local in self._experiments:
            raise row.rejection("id", "duplicate_id", "id déjà pris plus haut : donnez à chaque fiche le sien")
        facts = row.facts(source=source, status=status)
        made = _experiment(row, ids.experiment_id(source, local))
        facts.add(made, stated_as=row.stated("intitule"))
        facts.add(
            *(ActsIn(source=made.id, target=p, located_by=LocatedBy.DECLARED) for p in row.list("territoires")),
            stated_as=row.stated("territoires"),
        )
        facts.add(*(Addresses(source=made.id, target=ids.odd_id(odd)) for odd in row.list("odd")))
        facts.add(*(Addresses(source=made.id, target=ids.theme_id(need)) for need in row.list("besoins")))
        self._experiments[local] = (made.id, source, status)
        return facts

    def _participation(self, row: Row) -> Facts:
        local = row.must("experimentation_id")
        if local not in self._experiments:
            raise row.rejection(
                "experimentation_id",
                "unknown_experiment",
                "aucune expérimentation gardée ne porte cet id : chargez les deux fichiers ensemble, corrigez l’id "
                "ou la ligne refusée",
            )
        experiment, source, status = self._experiments[local]
        _check_period(row)
        facts, words = row.facts(source=source, status=Status(status)), row.stated("acteur")
        number = recognise(known) if (known := row.text("identifiant")) else None
        actor = _actor(row, number, source)
        commune = row.text("commune")
        facts.add(actor, stated_as=words)
        facts.add(
            Participation(
                source=actor.id,
                target=experiment,
                role=row.text("role") or "",
                start=row.text("debut"),
                end=row.text("fin"),
                amount=row.number("montant"),
                siret=str(number) if isinstance(number, Siret) else None,
                commune=commune,
            ),
            stated_as=words,
        )
        if commune:
            situated = SituatedIn(source=actor.id, target=f"commune:{commune}", nature="establishment")
            facts.add(situated, stated_as=row.stated("commune"))
        return facts

    def _coverage(self, row: Row) -> Facts:
        _check_period(row)
        made = Coverage(
            territory=row.must("territoire"),
            source=slug(row.must("source")),
            start=row.text("debut"),
            end=row.text("fin"),
            state=DataState(row.must("etat")),
            rate=row.number("taux"),
            basis=row.text("base"),
            run=row.run,
        )
        if (key := (made.territory, made.source, made.start, made.end)) in self._declared:
            raise row.rejection(
                "territoire",
                "duplicate_coverage",
                "déjà déclaré plus haut : gardez une seule ligne par période",
            )
        self._declared.add(key)
        facts = row.facts(source=made.source)
        facts.coverage.append(made)
        return facts


def _experiment(row: Row, identifier: str) -> Experiment:
    _check_period(row)
    return Experiment(
        id=identifier,
        label=row.must("intitule"),
        start=row.text("debut"),
        end=row.text("fin"),
        phase=row.text("phase"),
        partnership_types=row.list("types_partenariat"),
        contract=row.text("nature_contrat"),
        scale=row.text("echelle"),
        domain=row.text("domaine"),
        frugality=row.text("frugalite"),
        performance=row.text("performance"),
        relevance=row.text("pertinence"),
        lessons=row.text("enseignements"),
        documents=row.list("documents"),
        consulted=row.text("date_consultation"),
    )


def _check_period(row: Row) -> None:
    """`debut` and `fin` each exist; together they must not run backwards."""
    Period.between(row.text("debut"), row.text("fin"))


def _actor(row: Row, number: Number | None, source: str) -> Actor:
    name = row.must("acteur")
    siren = number.siren if isinstance(number, Siret) else number if isinstance(number, Siren) else None
    rna = number if isinstance(number, Rna) else None
    rnsr = number if isinstance(number, Rnsr) else None
    return Actor(
        id=_actor_id(siren, rna, rnsr) or ids.mention_id(source, name, row.stated("commune")),
        label=name,
        profile=row.text("profil"),
        siren=siren,
        rna=rna,
        rnsr=rnsr,
    )


def _actor_id(siren: str | None, rna: str | None, rnsr: str | None) -> str | None:
    if siren:
        return ids.siren_id(siren)
    if rna:
        return ids.rna_id(rna)
    return ids.rnsr_id(rnsr) if rnsr else None
