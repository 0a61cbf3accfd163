"""A page that is being worked out: it says so, names the computation, and comes back by itself without a script."""

from http import HTTPStatus

from fastapi import Request
from starlette.responses import Response

from api.jobs import Job
from api.pages.rendering import PageView, html

SECONDS = 5
"""Before the page asks again."""


def waiting_page(request: Request, job: Job) -> Response:
    """202: not the answer yet. The same address is the answer once the job is done."""
    told = job.document()
    page = PageView("waiting.html", told, context={"seconds": SECONDS}, synthetic=False)
    headers = {"Cache-Control": "no-store", "Retry-After": str(SECONDS)}
    return html(request, page, HTTPStatus.ACCEPTED, headers)
