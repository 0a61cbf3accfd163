"""The gap workbook as an answer, for the API and for the page."""

from collections.abc import Sequence
from urllib.parse import quote

from starlette.responses import Response

from api.answers import sources_document
from api.answers.export import SYNTHETIC_NOTICE
from api.document import Document
from api.exports.gap_workbook import MEDIA, file_name, gap_workbook
from graph.store.base import View


def workbook_reply(view: View, document: Document, chosen: Sequence[tuple[str, str]] = ()) -> Response:
    """`chosen`: what a page kept of the table, as lines of the method sheet."""
    content = gap_workbook(document, sources_document(view)["rows"], chosen)
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name(document)}"',
        "X-Entrelacs-Revision": document["revision"],
    }
    if document["synthetic"]:
        headers["X-Entrelacs-Notice"] = quote(SYNTHETIC_NOTICE)
    return Response(content, headers=headers, media_type=MEDIA)
