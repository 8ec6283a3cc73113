"""What it costs to look, with each call, whether the operation is near its end."""

import json
from collections.abc import Callable, Iterator

import httpx
from batchlight import LifecyclePolicy
from batchlight.lifecycle import after_answer, before_call
from batchlight_clients.operations import OPERATIONS, Operation

from .table import Row, costs

BASE = "httpx, no network"
_BODY = {"process_id": 42, "filename": "a.csv", "current_status": "PROCESSING", "message": ""}


def rows() -> Iterator[Row]:
    """The look at an operation that is active, warned of, or has a sunset in its answer."""
    content = json.dumps(_BODY).encode()
    policy = LifecyclePolicy(on_sunset="warn")
    headers = httpx.Headers({"content-type": "application/json"})
    sunset = httpx.Headers({**headers, "Sunset": "Sat, 01 May 2027 00:00:00 GMT"})

    def look(operation: Operation, said: httpx.Headers) -> None:
        before_call(policy, "Provider", operation)
        after_answer(policy, "provider", "Provider", operation, said)

    def again(operation: Operation, said: httpx.Headers) -> Callable[[int], None]:
        def many(times: int) -> None:
            for _ in range(times):
                look(operation, said)

        return many

    cases = {
        "lifecycle, operation active": (OPERATIONS["apexverify.get_batch_status"], headers),
        "lifecycle, operation warned of": (OPERATIONS["revenuebase_v1.get_batch_status"], headers),
        "lifecycle, operation said by header": (OPERATIONS["ecore.get_job"], sunset),
    }
    with httpx.Client(transport=httpx.MockTransport(lambda _request: httpx.Response(200, content=content))) as plain:
        found = costs(
            {
                BASE: lambda times: [plain.get("https://provider.example/jobs/42").json() for _ in range(times)],
                **{name: again(*case) for name, case in cases.items()},
            },
            400,
        )
    for name in cases:
        yield Row(name, found[name], "us", found[name] / found[BASE], BASE)
