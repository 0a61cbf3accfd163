"""Damage seen in files of publishers: mended and said, or refused with its reason. Small files with the same damage."""

from pathlib import Path

import pytest

from graph.model.entities import Actor, Alliance
from loaders.inputs import Inputs
from loaders.loading import check_files
from loaders.reading import tables
from loaders.report import FileReport
from tests.loaders.rows import one, outcomes, said
from tests.support.french import plain

pytestmark = pytest.mark.unit
HEADER = "nomAttribuant;idAttribuant;dateConvention;nomBeneficiaire;idBeneficiaire;objet;montant"
ROW = "Ville d’Été;;2022-01-13;Association éducative;;Fête;100"
LA_POSTE = "35600000000048"


def written(folder: Path, content: bytes | str) -> Path:
    file = folder / "subventions.csv"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def report(folder: Path, *rows: str, header: str = HEADER) -> FileReport:
    file = written(folder, "\n".join([header, *rows]) + "\n")
    (made,) = check_files([str(file)], source="scdl").reports
    assert made.rows_read == made.kept + made.kept_with_warnings + made.rejected
    return made


def beneficiary(folder: Path, cell: str) -> tuple[Actor, list[str]]:
    """The one who receives, with that in the cell of its identifier, and the codes of what is said about it."""
    file = written(folder, f"{HEADER}\n;;2022;Association;{cell};;100\n".replace("\n;;", "\nVille;;"))
    (made,) = outcomes(file, "scdl")
    actors = [fact for fact in said(made) if isinstance(fact, Actor)]
    return actors[1], [p.code for p in made.problems] + [m.code for m in made.mended]


def grant(folder: Path, date: str = "2022", amount: str = "100") -> tuple[Alliance, list[str]]:
    file = written(folder, f"{HEADER}\nVille;;{date};Association;;;{amount}\n")
    (made,) = outcomes(file, "scdl")
    return one(made, Alliance), [p.code for p in made.problems] + [m.code for m in made.mended]


def test_utf8_read_as_cp1252_is_undone_and_told(tmp_path: Path) -> None:
    file = written(tmp_path, f"{HEADER}\n{ROW}\n".encode().decode("cp1252").encode())
    (made,) = outcomes(file, "scdl")
    assert [fact.label for fact in said(made) if isinstance(fact, Actor)] == ["Ville d’Été", "Association éducative"]
    assert {problem.code for problem in made.problems} == {"mojibake"}


def test_letters_lost_for_good_are_told(tmp_path: Path) -> None:
    assert report(tmp_path, ROW.replace("é", "\ufffd")).codes["mojibake"] == 2  # in two cells


def test_lines_of_another_encoding_are_each_read_in_theirs(tmp_path: Path) -> None:
    content = f"{HEADER}\n".encode() + f"{ROW}\n".encode() * 30 + f"{ROW}\n".encode("cp1252") + f"{ROW}\n".encode()
    ends = outcomes(written(tmp_path, content), "scdl")
    assert {one(end, Alliance).purpose for end in ends} == {"Fête"}
    assert [(end.line, [p.code for p in end.problems]) for end in ends if end.problems] == [(32, ["mixed_encoding"])]


def test_a_file_that_says_it_is_utf8_and_is_cp1252_keeps_its_accents(tmp_path: Path) -> None:
    (made,) = outcomes(written(tmp_path, f"{HEADER}\n{ROW}\n".encode("cp1252")), "scdl")
    assert one(made, Alliance).purpose == "Fête"


@pytest.mark.parametrize(
    "written_as",
    ["3 000", "3\u00a0000", "3\u202f000", "3 000 €", "3000,00", "3.000,00", "3 000,00 €", "3000 EUR", "3E+3"],
)
def test_an_amount_is_read_however_it_is_written(written_as: str, tmp_path: Path) -> None:
    made, codes = grant(tmp_path, amount=written_as)
    assert made.amount == 3000
    assert codes in (["french_number"], ["scientific_number"])


def test_an_amount_of_zero_is_told(tmp_path: Path) -> None:
    assert grant(tmp_path, amount="0")[1] == ["zero_amount"]


@pytest.mark.parametrize(
    ("cell", "start"),
    [
        ("2022/01/13", "2022-01-13"),
        ("13/01/2022", "2022-01-13"),
        ("01-12-2021", "2021-12-01"),
        ("13.01.2022", "2022-01-13"),
        ("20220113", "2022-01-13"),
        ("13 janvier 2022", "2022-01-13"),
        ("2022-01-13T00:00:00+01:00", "2022-01-13"),
        ("44574", "2022-01-13"),  # days since 1899-12-30, as spreadsheets count
        ("2022", "2022"),
    ],
)
def test_a_date_is_read_however_it_is_written(cell: str, start: str, tmp_path: Path) -> None:
    assert grant(tmp_path, date=cell)[0].start == start


def test_a_serial_is_a_guess_and_warns(tmp_path: Path) -> None:
    assert grant(tmp_path, date="44574")[1] == ["date_serial"]


@pytest.mark.parametrize("cell", ["2022/01/13_2024/01/12", "13/01/2022 - 12/01/2024", "du 13/01/2022 au 12/01/2024"])
def test_a_period_of_payment_is_read_however_it_is_written(cell: str, tmp_path: Path) -> None:
    file = written(tmp_path, f"nomAttribuant;nomBeneficiaire;montant;datesPeriodeVersement\nVille;A;1;{cell}\n")
    (made,) = outcomes(file, "scdl")
    assert (one(made, Alliance).start, one(made, Alliance).end) == ("2022-01-13", "2024-01-12")


@pytest.mark.parametrize("cell", ["356 000 000 00048", f"{LA_POSTE}'", f" {LA_POSTE}.0", "356.000.000.00048"])
def test_signs_about_a_number_are_taken_off(cell: str, tmp_path: Path) -> None:
    actor, codes = beneficiary(tmp_path, cell)
    assert (actor.siren, codes) == ("356000000", ["number_signs"])


def test_a_lost_zero_is_given_back_where_the_key_holds(tmp_path: Path) -> None:
    actor, codes = beneficiary(tmp_path, "5520135")  # seven digits: two zeros lost would be one guess too many
    assert (actor.siren, codes) == (None, ["invalid_identifier"])
    actor, codes = beneficiary(tmp_path, "50000009")  # 050000009 has a right key
    assert (actor.siren, codes) == ("050000009", ["lost_zero"])


def test_a_siren_in_a_column_of_siret_names_the_unit(tmp_path: Path) -> None:
    file = written(tmp_path, "N° SIRET;Raison Sociale;SIRET ou NIR;Mandaté;Année\n;A;356000000;1;2020\n")
    (made,) = outcomes(file, "subventions-dep49")
    assert [fact.siren for fact in said(made) if isinstance(fact, Actor)][1] == "356000000"
    assert [m.code for m in made.mended] == ["siren_for_siret"]


@pytest.mark.parametrize("cell", ["35181600000000", "2,43E+13", "24300000000000"])
def test_a_number_rounded_by_a_spreadsheet_is_no_identity(cell: str, tmp_path: Path) -> None:
    actor, codes = beneficiary(tmp_path, cell)
    assert (actor.id.partition(":")[0], actor.siren, codes) == ("mention", None, ["invalid_identifier"])


def test_the_prefix_of_a_rounded_number_is_evidence_where_its_key_holds(tmp_path: Path) -> None:
    actor, _ = beneficiary(tmp_path, "35600000000000")
    assert (actor.siren, actor.possible_siren) == (None, "356000000")


def test_a_header_said_twice_on_one_line_is_refused_where_it_is_used(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="plusieurs fois"):
        report(tmp_path, f"{ROW};200", header=f"{HEADER};Montant")


def test_a_header_on_two_rows_is_put_together(tmp_path: Path) -> None:
    file = written(tmp_path, "Bénéficiaire;;Subvention;\nNom;SIRET;Objet;Montant\nA;;Fête;12\n")
    with Inputs([str(file)]) as inputs:
        (table,) = tables(inputs.files[0])
    assert table.header == ("Bénéficiaire Nom", "Bénéficiaire SIRET", "Subvention Objet", "Subvention Montant")


def test_what_states_nothing_is_counted_apart_by_kind(tmp_path: Path) -> None:
    lines = (
        ROW,
        HEADER,
        "",
        ";;;;;;",
        "TOTAL;;;;;;100",
        ";;;Total général;;;100",
        ";;;;;;100",
        "Source : la Ville;;;;;;",
    )
    made = report(tmp_path, *lines)
    assert (made.rows_read, made.kept, made.rejected) == (1, 1, 0)
    assert dict(made.set_aside) == {"repeated_header": 1, "blank": 2, "total": 3, "note": 1}
    assert made.rows_read + sum(made.set_aside.values()) == len(lines)
    text = plain("\n".join(made.sentences(written=False)))
    assert "2 lignes vides" in text
    assert "3 lignes de total" in text


def test_an_association_named_total_something_is_one(tmp_path: Path) -> None:
    assert report(tmp_path, ROW.replace("Association éducative", "Total Festum")).kept == 1


def test_empty_columns_at_the_end_are_no_columns(tmp_path: Path) -> None:
    assert report(tmp_path, f"{ROW};;;", header=f"{HEADER};;;").kept == 1


def test_a_row_without_its_last_empty_cells_is_kept_with_a_warning(tmp_path: Path) -> None:
    made = report(tmp_path, *[f"{ROW};unique;x"] * 3, f"{ROW}", header=f"{HEADER};conditionsVersement;natureX")
    assert (made.kept, made.kept_with_warnings) == (3, 1)
    assert made.problems[0].code == "short_row"


def test_a_row_cut_by_a_line_break_is_joined_and_told(tmp_path: Path) -> None:
    cut = ROW.replace("Association éducative", "Association\néducative")
    made = report(tmp_path, *[ROW] * 5, cut, ROW)
    assert (made.rows_read, made.kept, made.kept_with_warnings) == (7, 6, 1)
    assert (made.problems[0].line, made.problems[0].code) == (7, "joined_lines")


def test_a_quote_never_closed_swallows_no_row(tmp_path: Path) -> None:
    made = report(tmp_path, ROW, ROW.replace("Fête", '"Fête'), *[ROW] * 50)
    assert made.kept + made.kept_with_warnings == 52
    assert made.codes["stray_quote"] == 1


def test_a_quote_never_closed_swallows_no_row_of_a_long_file(tmp_path: Path) -> None:
    """More follows it than a cell may hold: what the reader had begun of the file goes on."""
    made = report(tmp_path, *[ROW] * 300, ROW.replace("Fête", '"Fête'), *[ROW] * 5_000)
    assert made.kept + made.kept_with_warnings == 5_301
    assert made.codes["stray_quote"] == 1


@pytest.mark.parametrize(
    "name",
    [
        "M. Exemple Untel",
        "Mme Untel",
        "Monsieur Untel Exemple",
        "Dr. Exemple Untel",
        "Personne physique",
        "Particulier",
    ],
)
def test_a_natural_person_is_set_aside_and_never_kept(name: str, tmp_path: Path) -> None:
    made = report(tmp_path, ROW, ROW.replace("Association éducative", name))
    assert dict(made.set_aside) == {"person": 1}
    assert made.kept == 1


@pytest.mark.parametrize(
    "name",
    [
        "Madame et les musiciens du centre",
        "Maison des jeunes",
        "M6 association",
        "Mme la Ministre, le club",
        "Docteur Souris",
        "DR INSERM",
    ],
)
def test_an_organisation_is_no_person(name: str, tmp_path: Path) -> None:
    assert report(tmp_path, ROW.replace("Association éducative", name)).kept == 1


def test_columns_of_persons_are_told_and_never_read(tmp_path: Path) -> None:
    made = report(tmp_path, f"{ROW};untel@exemple.fr;Untel", header=f"{HEADER};mail;dir_nom")
    assert made.dropped_columns == ["mail", "dir_nom"]
    assert made.kept == 1


def test_sole_traders_among_the_firms_of_paris_are_persons(tmp_path: Path) -> None:
    file = tmp_path / "beneficiaires_2020_2024.csv"
    firms = ("UNTEL", "MARIE UNTEL", "CAFE UNTEL", "UNTEL & CIE", "SARL UNTEL")
    rows = [f"2020,{name},Entreprises,,100" for name in firms] + ["2020,UNTEL,Associations,,100"]
    file.write_text("\n".join(["annee,beneficiaire,nature_juridique,objet_principal,montant_total", *rows]) + "\n")
    assert [end.aside for end in outcomes(file, "subventions-paris")] == ["person", "person", None, None, None, None]


def test_what_the_annex_of_paris_repeats_is_set_aside_and_what_it_alone_says_is_kept(tmp_path: Path) -> None:
    """Its amounts stand in the file of beneficiaries; what is given in kind (rooms, staff) stands in the annex alone."""
    file = tmp_path / "subv_b811_2021.csv"
    rows = ("CLUB A,CLUB A,5600.0,0.0,Associations", "CLUB B,CLUB B,0.0,900.0,Associations")
    header = "name,name_normalized,montant_total,prestations_nature,nature_juridique"
    file.write_text("\n".join([header, *rows]) + "\n")
    repeated, own = outcomes(file, "subventions-paris")
    assert repeated.aside == "elsewhere"
    assert own.facts
    (grant,) = [fact for fact in own.facts.said if isinstance(fact, Alliance)]
    assert (grant.amount, grant.in_kind, grant.start) == (None, 900.0, "2021")


def test_a_header_repeated_with_other_words_between_pages_is_one(tmp_path: Path) -> None:
    """Columns without a name at the end may hold what nobody asked for: it rejects no row."""
    page = HEADER.replace("nomBeneficiaire", "nomBeneficiaire (suite)") + ";Imputation"
    made = report(tmp_path, ROW, page, f"{ROW};6574", header=f"{HEADER};")
    assert (made.kept, dict(made.set_aside)) == (2, {"repeated_header": 1})


@pytest.mark.parametrize("name", ["M J C CALONNE", "M ECHECS", "M&M Transport", "M.U"])
def test_initials_are_no_civility(name: str, tmp_path: Path) -> None:
    assert report(tmp_path, ROW.replace("Association éducative", name)).kept == 1
