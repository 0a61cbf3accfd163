"""What stands under `../shared/data`: the files that say who is or acts with whom, and why the others do not.

The territories, themes and legal categories of `reference/` ship with the product in its own form; they are not loaded
from there.
"""

from pathlib import Path

from tests.reference import shared

MEANT = (
    "projects/anr/anr_dos_2010_2022_partenaires.csv.gz",
    "projects/pat_aura/pat_aura_2025-11.csv",
    "projects/pat_aura/pat_com.csv",
    "projects/pat_aura/cls_aura.csv",
    "grants/anct_politique_ville/adulte-relais-2020.json",
    "grants/anct_politique_ville/adulte-relais-2021.json",
    "grants/anct_politique_ville/geom_cv_ctr.json",
    "grants/anct_politique_ville/postes-fonjep-2020.json",
    "grants/anct_politique_ville/postes-fonjep-2021.json",
    "grants/anct_politique_ville/postes-fonjep-2022.json",
    "grants/anct_politique_ville/postes-fonjep-2023.json",
    "grants/dep44_loire_atlantique/224400028_subventions-aux-associations-du-departement-de-loire-atlantique.csv",
    "grants/dep49_maine_et_loire/224900019_conventions-de-subventions-du-departement-de-maine-et-loire.csv",
    "grants/dep49_maine_et_loire/224900019_subventions-aux-associations-du-departement-de-maine-et-loire.csv",
    "grants/dep53_mayenne/data.gouv-cd53-21-12-2018.xlsx",
    "grants/dep80_somme/somme_2022_extrait.csv",
    "grants/etat_jaune_plf2012/plf-2012-jaune-associations-subventionne-es-en-2010.csv",
    "grants/ville31_toulouse/subventions-toulouse_2022.csv",
    "grants/ville34_montpellier/VilleMTP_MTP_AttribSub_2012.csv",
    "grants/ville34_montpellier/VilleMTP_MTP_AttribSub_2013.csv",
    "grants/ville34_montpellier/VilleMTP_MTP_AttribSub_2014.ods",
    "grants/ville75_paris/beneficiaires_2020_2024_hors_personnes_physiques.csv",
    "grants/ville75_paris/subv_b811_2021_hors_personnes_physiques.csv",
    "actors/ess_numerique_2026/ess_acteurs.csv",
    "actors/ess_numerique_2026/01_ess_numerique.csv",
    "actors/ess_numerique_2026/03_tiers_lieux.csv",
    "actors/montpellier_2011/liste_associations_2011_sans_contacts.csv",
    "actors/odf_publishers/opendata_publishers_odf.csv",
    "alliances/banatic_adhesions_2026/groupement-adhesions.csv",
    "territories/banatic_tet/banatic_groupements.csv",
    "territories/banatic_2025/perimetre-epci-a-fp.csv",
    "territories/siren_dep_reg/departements-siren.csv",
    "territories/siren_dep_reg/regions-siren.csv",
    "programmes/anct_superposeur_2026/polygone-4326_ami.geojson",
    "programmes/anct_superposeur_2026/polygone-4326_amm.geojson",
    "programmes/anct_superposeur_2026/polygone-4326_fabriques.geojson",
    "programmes/anct_superposeur_2026/polygone-4326_tec.geojson",
    "programmes/anct_superposeur_2026/polygone-4326_ti.geojson",
    "programmes/derive_appartenances/programme_territoire.csv",
    "reference/contrats_de_ville.csv",
    "reference/qpv_2024.csv",
)
"""Every file that becomes part of a graph of France, in the order in which one would load them."""

EXAMPLES = (
    "grants/fixtures_datasubvention/SCDL.csv",
    "grants/fixtures_datasubvention/SCDL_DILCRAH_2019.csv",
    "grants/fixtures_datasubvention/SCDL_SECOND_IMPORT.csv",
    "schemas/lusk_fixtures/programmes-acv-fixture.csv",
    "schemas/lusk_fixtures/programmes-crte-fixture.csv",
    "schemas/lusk_fixtures/programmes-ort-fixture.xlsx",
    "schemas/lusk_fixtures/programmes-pvd-fixture.csv",
    "schemas/lusk_fixtures/programmes-ti-fixture.csv",
    "schemas/lusk_fixtures/sirene-snapshot-fixture.csv",
    "schemas/projet_collectivites_te/projets-territoire/exemple-valide.csv",
    "schemas/scdl_subventions_datasubvention/exemple_valide.csv",
)
"""Examples that publishers ship with a schema: invented bodies. They must load, and have no place in a graph of facts."""

LEFT = {
    "projects/anr/ANR_CES_list.xlsx": "nomenclature des comités d’évaluation : aucun acteur",
    "grants/alias_columns_eclaireur/*": "dictionnaire de noms de colonnes et liste d’adresses",
    "grants/etat_jaune_plf2012/plf2019-nomenclature-mpa.csv": "nomenclature budgétaire : aucun acteur",
    "grants/fixtures_datasubvention/SCDL_MANY_MISSING_MANDATORY.csv": "exemple fautif : doit être refusé",
    "grants/ville34_montpellier/README.txt": "texte d’accompagnement",
    "grants/ville75_paris/nom_vers_siret_cache.csv": "SIRET trouvés par un tiers d’après le nom : indice, pas un fait",
    "boundaries/*": "centroïdes : les contours livrés suffisent",
    "entity_resolution/*": "jeu d’épreuve du rapprochement, jamais chargé",
    "indicators/*": "indicateurs de territoires : voir l’analyse des écarts",
    "programmes/anct_superposeur_2026/polygone-4326_montagne.geojson": "zonage de la loi montagne : ni acteur ni alliance",
    "reference/*": "territoires et nomenclatures, livrés avec le produit",
    "schemas/*": "schémas, dictionnaires et exemples fautifs",
    "territories/banatic_tet/banatic-codes-competences.csv": "nomenclature des compétences",
}
"""Pattern → why those files that are not named above say nothing of who acts with whom."""


def files() -> list[Path]:
    """The files meant, or a skip with its reason where they are absent."""
    return [shared("data", *name.split("/")) for name in MEANT]
