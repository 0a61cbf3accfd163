"""Words from which the demonstration invents its names. None is the name of an organisation we know of.

Every name is built from these lists, so that a reader who doubts can see how it was made; the records say that they
are synthetic wherever they are shown.
"""

PLACES = (
    "Val-Clair", "Rive-Haute", "Pierre-Levée", "Trois-Rivières-en-Pays", "Beaulac", "Haut-Vallon", "Terres-Rouges",
    "Bois-Doré", "Clairmont-le-Neuf", "Font-Vive", "Plaine-Ronde", "Roc-d’Azur", "Mont-Chenu", "Belle-Anse",
    "Grand-Large", "Champ-Perdu", "Combe-Verte", "Lande-Grise", "Pont-aux-Saules", "Source-Froide",
)  # fmt: skip

COMMON_NOUNS = (
    "Passerelles", "Horizons", "Semailles", "Colibris", "Ricochets", "Boussoles", "Tisserands", "Passeurs", "Jalons",
    "Escales", "Ancrages", "Sillons", "Canopées", "Lanternes", "Traverses", "Balises", "Confluences", "Relais",
    "Racines", "Voisinages", "Estuaires", "Clairières", "Marelles", "Virgules", "Cordées", "Embruns",
)  # fmt: skip

ACTOR_PATTERNS = {
    "association": ("Association des {noun}", "Les {noun} de {place}", "{noun} solidaires", "Collégiale des {noun}"),
    "fondation": ("Fondation des {noun}", "Fonds de dotation {noun}"),
    "entreprise": ("Ateliers {noun}", "{noun} Industries", "Société {noun} & Cie", "Menuiserie des {noun}"),
    "mutuelle_cooperative": ("Mutuelle des {noun}", "Coopérative {noun}"),
    "collectivite": ("Communauté de {place}", "Syndicat mixte de {place}", "Ville de {place}"),
    "etat": ("Délégation aux {noun}", "Agence publique {noun}"),
    "academique": ("Université de {place}", "Laboratoire {noun}", "École supérieure de {place}"),
    "syndicat_consulaire": ("Chambre des métiers de {place}", "Union professionnelle {noun}"),
    "accompagnateur": ("Réseau d’appui {noun}", "Catalyseur {noun}"),
    "citoyens": ("Panel citoyen de {place}",),
    "media": ("Radio {noun}", "Le Courrier de {place}"),
    "collectif": ("Collectif {noun}",),
}

ACTOR_SHARES = {
    "association": 38, "entreprise": 20, "collectivite": 14, "fondation": 5, "mutuelle_cooperative": 4, "etat": 4,
    "academique": 5, "syndicat_consulaire": 3, "accompagnateur": 3, "citoyens": 1, "media": 1, "collectif": 2,
}  # fmt: skip
"""Relative frequencies, chosen so that every kind appears; they describe nothing real."""

ACTIONS = {
    "emploi_insertion": ("Retour à l’emploi", (8, 10)),
    "niveau_de_vie": ("Épicerie solidaire", (1, 2)),
    "mobilite": ("Mobilité solidaire", (11, 9)),
    "environnement_biodiversite": ("Haies, rivières et littoral", (14, 15, 6)),
    "transition_energetique": ("Rénovation partagée", (7, 13)),
    "developpement_economique": ("Filière locale", (8, 12)),
    "education_illettrisme": ("École des métiers", (4, 10)),
    "sante": ("Maison de santé itinérante", (3,)),
    "vieillissement_dependance": ("Bien vieillir chez soi", (3, 10)),
    "handicap": ("Emploi accompagné", (10, 8)),
    "logement": ("Habitat intergénérationnel", (11, 1)),
    "lien_social": ("Cafés des voisins", (11, 3)),
    "egalite": ("Égalité des chances", (5, 10)),
    "numerique": ("Numérique pour tous", (9, 4)),
    "culture_sport": ("Culture et sport en partage", (4, 3)),
    "alimentation": ("Circuits alimentaires", (2, 12)),
    "services_publics": ("Guichet itinérant", (16, 10)),
    "securite": ("Médiation de quartier", (16, 11)),
}
"""Need (vocabulary code) → what an invented project is called, and its ODD beside the 17th."""

SETTINGS = ("en bourg-centre", "en pays rural", "en quartier", "en vallée", "sur le littoral", "en moyenne montagne")
