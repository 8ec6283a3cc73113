"""A web worker: it takes refs of batch jobs, waits for them in the background, and shows where they stand.

    uvicorn --factory examples.web_worker:make_app

    curl -X POST localhost:8000/jobs -H 'Content-Type: application/json' -d '{"ref": "ecore:42"}'
    curl localhost:8000/jobs/ecore:42

What is kept is the ref of each job and its last known state, in a file of SQLite (JOBS_DB, by default jobs.sqlite). The
job itself is at its provider, so nothing is lost when the process stops: the next one asks again for all that had not
ended. Run one process only; two would both ask. Who may post jobs is for whoever puts it on a network to decide.
"""

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import anyio
from anyio.abc import TaskGroup
from batchlight import BatchlightError, Job, JobRef
from batchlight.providers import PROVIDERS, async_client_class
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


class Jobs:
    """The jobs that were posted. A row is written in less time than a request takes, so right in the event loop."""

    def __init__(self, path: str) -> None:
        self._rows = sqlite3.connect(path, isolation_level=None)
        self._rows.execute("CREATE TABLE IF NOT EXISTS jobs (ref TEXT PRIMARY KEY, state TEXT, problem TEXT)")

    def add(self, ref: JobRef) -> bool:
        """Keep a job; whether it is a new one."""
        added = self._rows.execute("INSERT OR IGNORE INTO jobs (ref) VALUES (?)", (str(ref),))
        return added.rowcount == 1

    def update(self, ref: JobRef, state: str | None, problem: str | None = None) -> None:
        """Note where a job stands (None: as it was), or why that is not known."""
        row = (state, problem, str(ref))
        self._rows.execute("UPDATE jobs SET state = coalesce(?, state), problem = ? WHERE ref = ?", row)

    def find(self, ref: str) -> dict[str, str | None] | None:
        """A job as it was last seen."""
        row = self._rows.execute("SELECT ref, state, problem FROM jobs WHERE ref = ?", (ref,)).fetchone()
        return None if row is None else dict(zip(("ref", "state", "problem"), row, strict=True))

    def open_ones(self) -> list[JobRef]:
        """The jobs that had not ended."""
        rows = self._rows.execute(
            "SELECT ref FROM jobs WHERE state IS NULL OR state NOT IN ('succeeded', 'failed', 'cancelled')"
        )
        return [JobRef.parse(ref) for (ref,) in rows]

    def close(self) -> None:
        """Close the file."""
        self._rows.close()


class Worker:
    """Follows jobs in the background, with one client for each provider."""

    def __init__(self, jobs: Jobs, tasks: TaskGroup, stack: AsyncExitStack) -> None:
        self.jobs = jobs
        self._tasks = tasks
        self._stack = stack
        self._clients: dict[str, Any] = {}

    def start(self, ref: JobRef) -> None:
        """Follow a job from now on."""
        self._tasks.start_soon(self._follow, ref)

    async def _follow(self, ref: JobRef) -> None:
        def note(job: Job[Any]) -> None:
            self.jobs.update(ref, job.state)

        try:
            # A job that needs action may go on after somebody acted: it is followed to its end.
            client = self._client_of(ref)
            await client.wait(ref.id, timeout=None, until="terminal", check=False, on_update=note)
        except (BatchlightError, ValueError) as error:
            # No such job, no key, or an outage of an hour. It is tried again when the process starts anew.
            self.jobs.update(ref, None, str(error))

    def _client_of(self, ref: JobRef) -> Any:
        if ref.provider not in self._clients:
            client = async_client_class(ref.provider)()
            self._stack.push_async_callback(client.aclose)
            self._clients[ref.provider] = client
        return self._clients[ref.provider]


async def post_job(request: Request) -> JSONResponse:
    """Take a job: `{"ref": "ecore:42"}`."""
    worker: Worker = request.app.state.worker
    try:
        body = await request.json()
        ref = JobRef.parse(body["ref"])
        PROVIDERS[ref.provider].ref(ref.id)
    except (ValueError, TypeError, KeyError):
        return JSONResponse({"detail": 'post a job as {"ref": "ecore:42"}'}, 422)
    if worker.jobs.add(ref):
        worker.start(ref)
    return JSONResponse(worker.jobs.find(str(ref)), 202)


async def get_job(request: Request) -> JSONResponse:
    """Show where a job stands."""
    worker: Worker = request.app.state.worker
    found = worker.jobs.find(request.path_params["ref"])
    return JSONResponse({"detail": "no such job was posted"}, 404) if found is None else JSONResponse(found)


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    """Follow what had not ended, as long as the process runs."""
    jobs = Jobs(os.environ.get("JOBS_DB", "jobs.sqlite"))
    try:
        async with AsyncExitStack() as stack, anyio.create_task_group() as tasks:
            app.state.worker = worker = Worker(jobs, tasks, stack)
            for ref in jobs.open_ones():
                worker.start(ref)
            yield
            tasks.cancel_scope.cancel()
    finally:
        jobs.close()


def make_app() -> Starlette:
    """The application."""
    routes = [Route("/jobs", post_job, methods=["POST"]), Route("/jobs/{ref}", get_job)]
    return Starlette(routes=routes, lifespan=lifespan)
