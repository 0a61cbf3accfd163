"""Small experiment files with one thing wrong in each, and what a person must be told about it."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

EXPERIMENTS = "id;intitule;statut_donnee;debut;territoires;source"
EXPERIMENT = "X-1;Atelier réparé;reel;2016;commune:33063;essai"
PARTICIPATIONS = "experimentation_id;acteur;identifiant;role;commune"


def experiments(*rows: str, header: str = EXPERIMENTS) -> str:
    return "\n".join([header, *rows]) + "\n"


def participations(*rows: str) -> str:
    return "\n".join([PARTICIPATIONS, *rows]) + "\n"


GOOD = experiments(EXPERIMENT)


@dataclass(frozen=True)
class Refused:
    """A file that is refused whole. `words`: where, what, what was expected or what to do, all in the message."""

    name: str
    content: bytes
    words: tuple[str, ...]


def _gzip_cut() -> bytes:
    """Without its last bytes: the sum that ends a gzip is what tells that it is whole."""
    return gzip.compress(GOOD.encode())[:-9]


REFUSED_FILES: Mapping[str, Refused] = {
    "vide": Refused("experimentations.csv", b"", ("experimentations.csv", "fichier vide", "Attendu")),
    "blancs": Refused("experimentations.csv", b" \n\n", ("fichier vide",)),
    "binaire": Refused("experimentations.csv", b"\x00\x01\x02PK" * 100, ("contenu binaire", "exportez")),
    "colonne_manquante": Refused(
        "experimentations.csv",
        GOOD.replace(";territoires", "").replace(";commune:33063", "").encode(),
        ("experimentations.csv", "colonnes manquantes", "territoires", "Trouvé", "entrelacs template experiments"),
    ),
    "colonne_en_double": Refused(
        "experimentations.csv",
        experiments(f"{EXPERIMENT};encore", header=f"{EXPERIMENTS};Intitule").encode(),
        ("« intitule »", "plusieurs fois", "rangs 2 et 7", "renommez ou retirez"),
    ),
    "autres_colonnes": Refused("tableau.csv", b"a;b;c\n1;2;3\n", ("tableau.csv", "(a, b, c)", "entrelacs inspect")),
    "gzip_tronque": Refused(
        "experimentations.csv.gz", _gzip_cut(), ("experimentations.csv.gz", "tronquée", "téléchargez-le de nouveau")
    ),
    "faux_gzip": Refused("experimentations.csv.gz", b"\x1f\x8b" + GOOD.encode(), ("gzip tronquée ou abîmée",)),
    "faux_classeur": Refused("classeur.xlsx", b"PK\x03\x04 rien", ("classeur illisible", "Attendu un XLSX")),
    "page_web": Refused("export.csv", b"<!DOCTYPE html><html>", ("export.csv", "une page web", "pas aux données")),
    "zip_abime": Refused("lot.zip", b"PK\x03\x04 rien", ("lot.zip", "archive zip abîmée")),
    "format_inconnu": Refused("notice.pdf", b"%PDF", ("notice.pdf", "« .pdf »", "Attendu : .csv")),
    "json_tronque": Refused("fiches.json", b'[{"id": "X-1"', ("fiches.json:1", "JSON abîmé ou tronqué")),
    "json_sans_fiches": Refused("fiches.json", b'{"id": "X-1"}', ("attendu une liste de fiches",)),
}


@dataclass(frozen=True)
class Rejected:
    """A row that is refused while its file is read. The row is the one on line 3."""

    row: str
    column: str | None
    code: str
    words: str


REJECTED_ROWS: Mapping[str, Rejected] = {
    "trop_peu_de_cellules": Rejected("X-2;Trop court;reel", None, "too_few_cells", "3 cellules, attendu 6"),
    "trop_de_cellules": Rejected(EXPERIMENT + ";et;encore", None, "too_many_cells", "8 cellules, attendu 6"),
    "commune_inconnue": Rejected(
        "X-2;Ailleurs;reel;2016;commune:99999;essai", "territoires", "invalid_territory", "n’existe pas au COG"
    ),
    "jour_impossible": Rejected(
        "X-2;Février;reel;31/02/2016;commune:33063;essai", "debut", "invalid_period", "le 31 février 2016 n’existe pas"
    ),
    "cellule_vide": Rejected("X-2;;reel;2016;commune:33063;essai", "intitule", "missing_value", "remplissez"),
    "id_deja_pris": Rejected(EXPERIMENT, "id", "duplicate_id", "déjà pris plus haut"),
    "statut_inconnu": Rejected(
        "X-2;Vrai;vrai;2016;commune:33063;essai", "statut_donnee", "invalid_status", "reel, importe, synthetique"
    ),
    "cellule_sans_fin": Rejected(
        f"X-2;{'é' * 10_001};reel;2016;commune:33063;essai", "intitule", "too_long", "10 000 au plus"
    ),
}


def workbook(path: Path, *rows: tuple[str, ...]) -> Path:
    """A spreadsheet of one sheet named as the experiment file."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "experimentations"
    for row in rows:
        sheet.append(row)
    content = BytesIO()
    made.save(content)
    path.write_bytes(content.getvalue())
    return path
