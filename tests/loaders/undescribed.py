"""Files as French publishers of grants write them, none of them described by a mapping: made up, with their damage.

Each states the same six grants by a town, so that what is kept can be counted and read back.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook

NAMES = ("Association éducative", "Club de voile", "Théâtre de l’Île", "Amicale laïque", "Foyer rural", "Œuvre sociale")
AMOUNTS = ("1500,50", "3 000 €", "250", "12 000,00", "800", "99,9")
PURPOSES = ("Fonctionnement", "École de voile", "Création", "Fête de l’été", "Travaux", "Aide d’urgence")
DATES = ("13/01/2022", "14/02/2022", "15/03/2022", "16/05/2022", "17/06/2022", "18/10/2022")
LA_POSTE = "35600000000048"
GRANTS = len(NAMES)


@dataclass(frozen=True)
class Undescribed:
    """`given` is what the person adds by --set; `giver` what the graph must say of who gives."""

    name: str
    write: Callable[[Path], None]
    giver: str = "Ville d’Exemple"
    given: Mapping[str, str] = field(default_factory=dict)
    kept: int = GRANTS


def text(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    separator: str = ";",
    encoding: str = "utf-8",
    above: str = "",
    below: str = "",
) -> Callable[[Path], None]:
    content = io.StringIO()
    csv.writer(content, delimiter=separator, lineterminator="\n").writerows([header, *rows])
    made = above + content.getvalue() + below
    return lambda path: None if path.write_bytes(made.encode(encoding)) else None


def workbook(*sheets: tuple[str, Sequence[Sequence[object]]]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        made = Workbook()
        made.remove(made.worksheets[0])
        for name, rows in sheets:
            sheet = made.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        made.save(path)

    return write


def _json(path: Path) -> None:
    """The schema of 2018: a list of conventions, amounts as numbers, several beneficiaries apart."""
    keys = ("nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire", "idBeneficiaire",
            "objet", "montant", "nature", "conditionsVersement", "datesPeriodeVersement", "idRAE", "notificationUE",
            "pourcentageSubvention")  # fmt: skip
    rows = [
        ("Ville d’Exemple", LA_POSTE, "2022-01-13", f"D-{n}", name, LA_POSTE, purpose, 1000.5, "aide en numéraire",
         "unique", "2022-01-13/2022-12-31", None, False, 1)
        for n, (name, purpose) in enumerate(zip(NAMES, PURPOSES, strict=True))
    ]  # fmt: skip
    path.write_text(json.dumps([dict(zip(keys, row, strict=True)) for row in rows], ensure_ascii=False))


def _nested_json(path: Path) -> None:
    """As some tools write the same: attribuant and beneficiaire are objects under a named list."""
    grants = [
        {
            "attribuant": {"nom": "Ville d’Exemple", "siret": LA_POSTE},
            "dateConvention": "2022-01-13",
            "beneficiaire": {"nom": name, "siret": LA_POSTE},
            "objet": purpose,
            "montant": 1000,
        }
        for name, purpose in zip(NAMES, PURPOSES, strict=True)
    ]
    path.write_text(json.dumps({"version": "1.0", "subventions": grants}))


def _rows(*columns: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*columns, strict=True))


ONE = ["Ville d’Exemple"] * GRANTS
YEARS = ["2022"] * GRANTS
SIRETS = [LA_POSTE, "", "356 000 000 00048", "356000000", "3,56E+13", ""]
SERVICES = ["Culture", "Sports", "Culture", "Éducation", "Social", "Social"]
TITLE = "Ville d’Exemple : subventions aux associations, exercice 2022"

FILES: Mapping[str, Undescribed] = {
    "attributaire": Undescribed(
        "attributions.csv",
        text(
            (
                "Nom de l'attribuant",
                "Nom de l'attributaire",
                "N° SIRET",
                "Objet de la subvention",
                "Montant voté",
                "Date de décision",
            ),
            _rows(ONE, NAMES, SIRETS, PURPOSES, AMOUNTS, DATES),
        ),
    ),
    "sans_attribuant": Undescribed(
        "liste.csv",
        text(("Bénéficiaire", "Montant voté", "Objet"), _rows(NAMES, AMOUNTS, PURPOSES)),
        given={"giver_name": "Ville d’Exemple"},
    ),
    "cp1252": Undescribed(
        "subventions.csv",
        text(
            ("Collectivité", "Raison sociale", "N° SIRET", "Montant alloué 2022 (en €)", "Exercice", "Direction"),
            _rows(ONE, NAMES, SIRETS, AMOUNTS, YEARS, SERVICES),
            encoding="cp1252",
        ),
    ),
    "tabulations_titres": Undescribed(
        "export.tsv",
        text(
            ("Association", "Siret", "Montant attribué", "Nature"),
            _rows(NAMES, SIRETS, AMOUNTS, ["fonctionnement"] * GRANTS),
            separator="\t",
            above=f"{TITLE}\n\n",
            below="TOTAL\t\t17 650,40 €\t\n",
        ),
    ),
    "virgules_guillemets": Undescribed(
        "data.csv",
        text(
            ("nom_attribuant", "nom_beneficiaire", "numero_siret", "objet", "montant_subvention", "date_convention"),
            _rows(ONE, NAMES, SIRETS, PURPOSES, AMOUNTS, DATES),
            separator=",",
        ),
    ),
    "nom_du_fichier": Undescribed(
        "subventions_ville_d_exemple_2022.csv",
        text(("Nom de l’organisme", "Libellé du projet", "Montant total"), _rows(NAMES, PURPOSES, AMOUNTS)),
        giver="Ville d exemple",
    ),
    "tout_en_capitales": Undescribed(
        "EXPORT.CSV",
        text(
            ("ATTRIBUANT", "TIERS", "CODE SIRET", "LIBELLE DE LA SUBVENTION", "MONTANT MANDATE", "ANNEE"),
            _rows(ONE, NAMES, SIRETS, PURPOSES, AMOUNTS, YEARS),
        ),
    ),
    "entete_au_milieu": Undescribed(
        "pages.csv",
        text(
            ("Organisme attribuant", "Nom bénéficiaire", "Subvention accordée", "Objet"),
            [
                *_rows(ONE, NAMES, AMOUNTS, PURPOSES)[:3],
                ("Organisme attribuant", "Nom bénéficiaire", "Subvention accordée", "Objet"),
                ("", "Sous-total", "4 750,50", ""),
                *_rows(ONE, NAMES, AMOUNTS, PURPOSES)[3:],
                ("", "Total général", "17 650,40", ""),
            ],
        ),
    ),
    "lignes_coupees": Undescribed(
        "coupees.csv",
        lambda path: (
            None
            if path.write_text(
                "Attribuant;Association bénéficiaire;Objet;Montant\n"
                + "".join(f"Ville d’Exemple;{n};{p};{a}\n" for n, p, a in _rows(NAMES, PURPOSES, AMOUNTS)).replace(
                    "École de voile", "École\nde voile"
                )
            )
            else None
        ),
    ),
    "double_encodage": Undescribed(
        "mojibake.csv",
        lambda path: (
            None
            if path.write_text(
                "\n".join(
                    [
                        "Attribuant;Bénéficiaire;Montant accordé (€);Année",
                        *map(";".join, _rows(ONE, NAMES, AMOUNTS, YEARS)),
                    ]
                )
                .encode()
                .decode("cp1252", "replace")
                .replace("\ufffd", "")
            )
            else None
        ),
    ),
    "classeur_titres": Undescribed(
        "tableau.xlsx",
        workbook(
            (
                "Feuil1",
                [
                    (TITLE,),
                    (),
                    ("Page 1 sur 2",),
                    ("Nom de l'association", "N° SIRET", "Objet", "Montant 2021", "Montant 2022 voté"),
                    *[
                        (n, s, p, None, float(i))
                        for i, (n, s, p) in enumerate(zip(NAMES, SIRETS, PURPOSES, strict=True), 1)
                    ],
                    (),
                    ("TOTAL", None, None, None, 21.0),
                    ("Source : direction des finances",),
                ],
            )
        ),
    ),
    "classeur_deux_lignes": Undescribed(
        "groupes.xlsx",
        workbook(
            (
                "Subventions",
                [
                    ("Attribuant", None, "Bénéficiaire", None, "Subvention", None),
                    ("Nom", "SIRET", "Nom", "SIRET", "Objet", "Montant"),
                    *[
                        ("Ville d’Exemple", LA_POSTE, n, s, p, 100)
                        for n, s, p in zip(NAMES, SIRETS, PURPOSES, strict=True)
                    ],
                ],
            )
        ),
    ),
    "classeur_par_annee": Undescribed(
        "annees.xlsx",
        workbook(
            *[
                (
                    year,
                    [
                        ("Collectivité attribuante", "Structure bénéficiaire", "Montant versé"),
                        *[("Ville d’Exemple", n, 100) for n in NAMES],
                    ],
                )
                for year in ("2021", "2022")
            ],
            ("Récapitulatif", [("Structure bénéficiaire", "Montant versé"), *[(n, 200) for n in NAMES]]),
        ),
        kept=2 * GRANTS,
    ),
    "json_2018": Undescribed("scdl2018.json", _json),
    "json_imbrique": Undescribed("open.json", _nested_json),
    "anglais": Undescribed(
        "grants.csv",
        text(
            ("funder", "recipient", "amount", "purpose", "date"),
            _rows(ONE, NAMES, AMOUNTS, PURPOSES, DATES),
            separator=",",
        ),
    ),
    "scdl_variante": Undescribed(
        "scdl.csv",
        text(
            (
                "NOM_ATTRIBUANT",
                "ID_ATTRIBUANT",
                "DATE_CONVENTION",
                "REF_DECISION",
                "NOM_BENEF",
                "SIRET_BENEF",
                "RNA_BENEF",
                "OBJET",
                "MONTANT",
                "NATURE",
                "COND_VERSEMENT",
                "DATE_VERSEMENT",
                "POURCENTAGE",
            ),
            [
                (
                    "Ville d’Exemple",
                    LA_POSTE,
                    d,
                    "D-1",
                    n,
                    s,
                    "",
                    p,
                    a,
                    "aide en numéraire",
                    "unique",
                    "01/01/2022 - 31/12/2022",
                    "100",
                )
                for d, n, s, p, a in _rows(DATES, NAMES, SIRETS, PURPOSES, AMOUNTS)
            ],
        ),
    ),
}
