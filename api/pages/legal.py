"""Licences, personal data, and what is known of the accessibility of these pages."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.document import Document
from api.pages.rendering import PageView, answer_page, report_url
from graph.language import N_, _

router = APIRouter(include_in_schema=False)

LICENCES = (
    (N_("Code d’Entrelacs"), "Apache 2.0"),
    (N_("Code officiel géographique 2026, populations et catégories juridiques (Insee, DGCL)"), "Licence Ouverte 2.0"),
    (N_("Familles d’associations du RNA (ministère de l’Intérieur)"), "Licence Ouverte 2.0"),
    (N_("Contours des régions et départements (Natural Earth)"), N_("domaine public")),
    (N_("Polices Source Sans 3 et Source Serif 4"), "SIL Open Font License 1.1"),
    (
        N_("vis-network 9.1.2, le script qui dessine les réseaux (Almende B.V. et contributeurs)"),
        N_("MIT ou Apache 2.0"),
    ),
)
"""What the product ships → its licence, as NOTICE says it; a test holds the two together."""


@router.get("/mentions")
@router.get("/mentions.json")
def legal(request: Request) -> Response:
    """Readable whether or not the graph answers."""
    contact = request.app.state.settings.contact
    document: Document = {
        "licences": [{"what": _(what), "licence": _(licence)} for what, licence in LICENCES],
        "contact": contact,
    }
    context = {"contact_url": report_url(contact, "/mentions") if contact else None}
    return answer_page(request, PageView("legal.html", document, None, context, synthetic=False))
