"""The pages of the product, once: what every test that walks through all of them opens.

`{actor}`, `{partner}`, `{experiment}` are filled by `looked_at`. A page that is not listed here fails `test_pages`.
"""

from graph.store.base import View

PAGES = {
    "accueil": "/",
    "recherche": "/recherche?q=mobilit%C3%A9",
    "acteur": "/acteurs/{actor}",
    "experimentation": "/experimentations/{experiment}",
    "territoire": "/territoires/region:75",
    "territoire-signale": "/territoires/region:32",
    "ecarts": "/ecarts?niveau=region",
    "ecarts-departements": "/ecarts?niveau=departement",
    "ecarts-epci": "/ecarts?niveau=epci",
    "ecarts-profils": "/ecarts/profils",
    "ecarts-crte": "/ecarts?niveau=crte",
    "ecarts-espace": "/ecarts/espace",
    "reseau": "/reseau?centre={experiment}&pas=2",
    "reseau-acteurs": "/reseau?centre={experiment}&pas=2&liens=acteurs&couleur=communaute&taille=noyau",
    "reseau-agregats": "/reseau?centre=pays:FR&pas=2",
    "reseau-choisir": "/reseau",
    "reseau-integre": "/integration/reseau?centre={experiment}",
    "reseau-selection-integre": "/integration/reseau?role=porteur&territory=region:75",
    "chemin": "/chemin?de={actor}&vers=region:75",
    "chemin-choisir": "/chemin",
    "chemin-integre": "/integration/chemin?de={actor}&vers=region:75",
    "carte-integree": "/integration/carte?type=PARTICIPATES_IN",
    "chronologie-integree": "/integration/chronologie?territory=region:32",
    "matrice-integree": "/integration/matrice?type=PARTICIPATES_IN",
    "ecarts-integres": "/integration/ecarts?niveau=region",
    "relations": "/relations?type=PARTICIPATES_IN&territory=region:53",
    "carte": "/carte?type=PARTICIPATES_IN",
    "chronologie": "/chronologie?territory=region:32",
    "matrice": "/matrice?type=PARTICIPATES_IN",
    "reseau-selection": "/reseau?type=PARTICIPATES_IN&territory=region:32",
    "ecarts-zone": "/ecarts/zone",
    "exports": "/exports",
    "influence": "/influence",
    "structure": "/structure",
    "evolution": "/evolution",
    "methode": "/methode",
    "eprouver": "/methode/eprouver",
    "sources": "/sources",
    "donnees": "/donnees",
    "identites": "/identites",
    "comparer-choisir": "/comparer?nom=bretagne",
    "comparer-territoires": "/comparer?id=region:75&id=region:32&id=region:53",
    "comparer-acteurs": "/comparer?id={actor}&id={partner}",
    "docs": "/docs",
    "mentions": "/mentions",
    "ecarts-bretagne": "/ecarts?niveau=epci&dans=region:53&tri=recensees&ordre=decroissant",
}

DRAWN = frozenset({"reseau", "reseau-acteurs", "reseau-agregats", "reseau-integre", "reseau-selection"})
"""Those whose picture is drawn by a script: a test waits for it."""


def looked_at(store: View) -> dict[str, str]:
    """Ids of the demonstration that PAGES names: the experiment with most partners, and its first two partners."""
    partners: dict[str, set[str]] = {}
    for actor, event in store.participations():
        partners.setdefault(event, set()).add(actor)
    experiment = min(partners, key=lambda event: (-len(partners[event]), event))
    actor, partner = sorted(partners[experiment])[:2]
    return {"experiment": experiment, "actor": actor, "partner": partner}
