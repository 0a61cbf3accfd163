"""The State's grants to associations: names that end with a département and a town, totals beside the detail.

`ASSOCIATION` reads « NOM - 06 MOUANS SARTOUX »: the place is told apart from the name where its département exists.
SIREN that begin with 2190 stand for none (some are those of real communes of Belfort): the number goes, the name stays.
"""

import re
from dataclasses import replace

from graph.territories import reference
from loaders import grants
from loaders.asides import TOTAL
from loaders.facts import Facts, SetAside
from loaders.source import Row, Value

_PLACE = re.compile(r"^(?P<name>.+?) - (?P<departement>0[1-9]|[1-8][0-9]|9[0-5]|2[AB]|97[1-6])(?: (?P<town>.*))?$")
DUMMY = "2190"


class Source(grants.ByRow):
    def facts(self, row: Row) -> Facts:
        if row.text("amount") is None and row.text("total") is not None:
            raise SetAside(TOTAL)  # it repeats the detail of the rows that follow
        row.must("amount")
        return super().facts(replace(row, values=_told_apart(row)))


def _told_apart(row: Row) -> dict[str, Value]:
    values = dict(row.values)
    if str(values.get("beneficiary_id", "")).startswith(DUMMY):
        row.warn("beneficiary_id", "dummy_identifier", "SIREN fictif (2190…) ; acteur gardé par son nom")
        del values["beneficiary_id"]
    match = _PLACE.match(row.must("beneficiary_name"))
    if match and match["departement"] in reference.departements():
        values["beneficiary_name"], values["beneficiary_departement"] = match["name"], match["departement"]
        if match["town"]:
            values["beneficiary_town"] = match["town"].strip()
    return values
