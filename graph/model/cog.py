"""Codes of the Code officiel géographique: their form. Whether a code is in force is asked of `graph.territories`."""

import re

from graph.model.registers import Number, Siren


class CommuneCode(Number):
    """5 characters: `33063`, `2A004`. Never a postal code."""

    field = "commune"
    shape = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}")
    expected = "un code commune de 5 caractères (33063, 2A004)"
    capital = True


class DepartementCode(Number):
    """`01`…`95`, `2A`, `2B`, `971`…; 20 is refused: Corse is 2A and 2B."""

    field = "departement"
    shape = re.compile(r"0[1-9]|1[0-9]|2[1-9AB]|[3-8][0-9]|9[0-5]|97[1-8]|98[46789]")
    expected = "un code département (01, 2A, 33, 971)"
    capital = True


class RegionCode(Number):
    """2 digits: `11`, `75` (Nouvelle-Aquitaine), `01` (Guadeloupe)."""

    field = "region"
    shape = re.compile(r"0[1-46]|11|2[478]|32|44|5[23]|7[56]|84|9[34]")
    expected = "un code région à 2 chiffres (11, 75, 01)"


class EpciCode(Siren):
    """An EPCI is named by its SIREN."""

    field = "epci"
