"""Long computations: where they are, their result, and how to cancel them."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from api import responses
from api.errors import wants_page
from api.jobs import Job, Jobs, Pending
from api.pages.waiting import waiting_page
from api.replies import json_reply
from graph.model.typography import fine

router = APIRouter(prefix="/api/v1/jobs", tags=["analyses"])


def get_jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


JobsDep = Annotated[Jobs, Depends(get_jobs)]
JobId = Annotated[str, Path(min_length=1, max_length=64, description="Identifiant rendu avec la réponse 202.")]


@router.get("/{id}", summary="Un calcul long", response_model=responses.Job)
def job(id: JobId, jobs: JobsDep) -> Response:
    """202 while it runs, with its progress; 200 with its result, or with why there is none."""
    return _told(jobs.job(id))


@router.delete("/{id}", summary="Annuler un calcul long", response_model=responses.Job)
def cancel(id: JobId, jobs: JobsDep) -> Response:
    return _told(jobs.cancel(id))


def accepted(request: Request, error: Exception) -> Response:
    """The answer to a question that takes longer than a reader waits: the job, or a page that comes back by itself."""
    assert isinstance(error, Pending)
    return waiting_page(request, error.job) if wants_page(request.url.path) else _told(error.job)


def _told(job: Job) -> Response:
    document = job.document()
    if document["error"] is not None:
        document["error"]["message"] = fine(document["error"]["message"])
    headers = {"Cache-Control": "no-store"}
    if job.ended.is_set():
        return json_reply(document, headers=headers)
    headers |= {"Location": f"/api/v1/jobs/{job.id}", "Retry-After": "1"}
    return json_reply(document, status=HTTPStatus.ACCEPTED, headers=headers)
