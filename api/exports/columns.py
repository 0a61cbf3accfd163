"""The data dictionary: each column of each table, its type, its unit and its meaning, in French."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.exports.survey import NUMBER, YES_NO, Survey

_TYPES = {NUMBER: "nombre", YES_NO: "oui ou non (true, false)"}
LIST = "liste (séparée par |)"
TEXT = "texte"
UNDESCRIBED = "ce que la source dit sous ce nom"


@dataclass(frozen=True, slots=True)
class Column:
    """`own` columns are ours; the others are named after a property, and their type is that of the values seen."""

    name: str
    type: str
    meaning: str
    unit: str = ""


NODE = (
    Column("id", TEXT, "identifiant stable de la fiche"),
    Column("kind", TEXT, "nature de la fiche : Actor, Experiment, Alliance, Programme, Territory, Theme, Document, "
           "Statement"),
    Column("label", TEXT, "nom montré"),
    Column("names", LIST, "tous les noms dits, le nom montré d’abord"),
    Column("statuses", LIST, "statuts : reel, importe, synthetique (inventé)"),
    Column("sources", LIST, "sources qui le disent"),
)  # fmt: skip
LINK = (
    Column("source", TEXT, "id de la fiche d’où part la relation"),
    Column("type", TEXT, "type de relation"),
    Column("target", TEXT, "id de la fiche où elle arrive"),
    Column("role", TEXT, "rôle ; vide : aucun n’est dit"),
    Column("statuses", LIST, "statuts : reel, importe, synthetique (inventé)"),
    Column("sources", LIST, "sources qui le disent"),
)
PARTICIPATION = (
    Column("actor", TEXT, "id de l’acteur"),
    Column("actor_label", TEXT, "son nom"),
    Column("actor_profile", TEXT, "son profil ; vide : inconnu"),
    Column("role", TEXT, "son rôle ; vide : aucun n’est dit"),
    Column("event", TEXT, "id de l’expérimentation, de l’alliance ou du programme"),
    Column("event_kind", TEXT, "sa nature"),
    Column("event_label", TEXT, "son nom"),
    Column("start", TEXT, "début de la participation, tel que dit"),
    Column("end", TEXT, "sa fin, telle que dite"),
    Column("amount", "nombre", "montant de la participation", "euros"),
    Column("statuses", LIST, "statuts : reel, importe, synthetique (inventé)"),
    Column("sources", LIST, "sources qui le disent"),
)
ORIGIN = (
    Column("fiche", TEXT, "id de la fiche, ou départ, type, arrivée et rôle de la relation"),
    Column("source", TEXT, "source qui le dit"),
    Column("lecture", TEXT, "numéro de la lecture du fichier de la source"),
    Column("ligne", "nombre", "première ligne qui le dit"),
    Column("lignes", "nombre", "combien de lignes le disent", "lignes"),
    Column("dit_comme", TEXT, "dans les mots de la source"),
    Column("millesime", TEXT, "millésime de la source"),
    Column("statut", TEXT, "reel, importe, ou synthetique (inventé)"),
)
MEANINGS: dict[str, str | tuple[str, str]] = {
    "acronym": "sigle",
    "active": "le registre le dit en activité",
    "activity": "code d’activité NAF, tel qu’écrit par la source",
    "amount": ("montant accordé ou apporté", "euros"),
    "category": "catégorie, telle que dite par la source",
    "certainty": "certitude : explicit (écrit) ou inferred (déduit)",
    "code": "code dans sa nomenclature",
    "commune": "code de la commune de l’établissement concerné",
    "conditions": "conditions de versement, telles que dites",
    "consulted": "date à laquelle la source a été lue",
    "contract": "nature du contrat, ou son numéro pour un territoire inscrit",
    "contracts": "codes des contrats dont relève l’alliance",
    "country": "pays, tel que dit",
    "created": "date de création",
    "date_resolved": "date de l’énoncé, une fois résolue",
    "date_stated": "date de l’énoncé, telle que dite",
    "description": "description",
    "dissolved": "date de dissolution",
    "documents": "adresses des documents",
    "domain": "domaine",
    "end": "fin, telle que dite",
    "end_offset": ("fin du passage dans le texte", "signes"),
    "frugality": "frugalité, en texte libre",
    "in_kind": ("valeur de ce qui est apporté en nature", "euros"),
    "legal_category": "catégorie juridique (Insee, niveau III)",
    "lessons": "enseignements, en texte libre",
    "level": "niveau du territoire",
    "located_by": "comment le lieu est connu : declared (dit), establishment (établissement), seat (siège seul)",
    "nature": "nature, telle que dite",
    "object": "objet de l’énoncé",
    "others": "autres colonnes de la source, « colonne : valeur »",
    "paragraph": ("paragraphe du texte", "rang"),
    "partnership_types": "types de partenariat",
    "performance": "performance, en texte libre",
    "phase": "phase de l’expérimentation",
    "population": ("population", "habitants"),
    "possible_siren": "SIREN trouvé par un tiers d’après le nom : un indice, pas une identité",
    "profile": "profil de l’acteur",
    "programme": "programme public dont relève la fiche",
    "published": "date de publication",
    "publisher": "éditeur",
    "purpose": "objet, dans les mots de la source",
    "reference": "numéro de la décision ou du dossier",
    "relation": "relation de l’énoncé",
    "relevance": "pertinence, en texte libre",
    "rna": "numéro RNA",
    "rnsr": "numéro RNSR d’une unité de recherche",
    "scale": "échelle du projet",
    "scheme": "dispositif d’aide, ou nomenclature d’un thème",
    "share": ("part : accordée, ou de la population", "de 0 à 1"),
    "siren": "numéro SIREN",
    "siret": "numéro SIRET de l’établissement concerné",
    "social_economy": "relève de l’économie sociale et solidaire",
    "start": "début, tel que dit",
    "start_offset": ("début du passage dans le texte", "signes"),
    "subject": "sujet de l’énoncé",
    "town": "ville, telle que dite, qui n’a pas pu être placée",
    "type": "type d’alliance",
    "url": "adresse du document",
    "usual_name": "nom d’usage",
    "vintage": "millésime",
    "website": "site de l’acteur",
}


def described(name: str, seen: Survey, taken: tuple[str, ...]) -> Column:
    """The column of a property; one that has the name of a column of ours is written `p_name`."""
    said = MEANINGS.get(name, UNDESCRIBED)
    meaning, unit = said if isinstance(said, tuple) else (said, "")
    return Column(f"p_{name}" if name in taken else name, _TYPES.get(seen.shapes[name], TEXT), meaning, unit)


def columns_of(own: tuple[Column, ...], names: list[str], seen: Survey) -> list[tuple[Column, str | None]]:
    """Our columns, then one for each property, with the name of the property."""
    taken = tuple(column.name for column in own)
    return [*((column, None) for column in own), *((described(name, seen, taken), name) for name in names)]


def dictionary(tables: dict[str, list[Column]]) -> Iterator[tuple[str, str, str, str, str]]:
    """Rows of the dictionary: table, column, type, unit, meaning."""
    for table, columns in tables.items():
        for column in columns:
            yield table, column.name, column.type, column.unit, column.meaning


DICTIONARY_HEADER = ("table", "colonne", "type", "unite", "sens")
