# Generated from specs/revenuebase_v1 by `make regen`; do not edit.
from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client

from typing import cast

from ... import errors
from ...models.batch_email_status_request import BatchEmailStatusRequest
from ...models.batch_email_status_response import BatchEmailStatusResponse
from ...models.error_response import ErrorResponse
from ...models.http_validation_error import HTTPValidationError
from ...types import Response


def _get_kwargs(
    *,
    body: BatchEmailStatusRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/batch-process-email-status",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Any | BatchEmailStatusResponse | ErrorResponse | HTTPValidationError | None:
    if response.status_code == 200:
        response_200 = BatchEmailStatusResponse.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = ErrorResponse.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = ErrorResponse.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = ErrorResponse.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = ErrorResponse.from_dict(response.json())

        return response_404

    if response.status_code == 410:
        response_410 = cast(Any, None)
        return response_410

    if response.status_code == 422:
        response_422 = HTTPValidationError.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = ErrorResponse.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = ErrorResponse.from_dict(response.json())

        return response_500

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Any | BatchEmailStatusResponse | ErrorResponse | HTTPValidationError]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: BatchEmailStatusRequest,
) -> Response[Any | BatchEmailStatusResponse | ErrorResponse | HTTPValidationError]:
    """Check the status of a batch job

     ⚠️ Deprecated — use [GET /v2/jobs/{processId}](https://docs.revenuebase.ai/api-reference/jobs/get-
    batch-job-status) instead. Sunset: Tue, 07 Jul 2026.

    Returns the current processing status for a batch job. Only the user who submitted the job can query
    it.

    Possible statuses: `QUEUED`, `PROCESSING`, `COMPLETED`, `ERROR`, `CANCELLING`, `CANCELLED`.

    **Errors**
    - `400` — Invalid `process_id` or job does not belong to your account.

    Args:
        body (BatchEmailStatusRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | BatchEmailStatusResponse | ErrorResponse | HTTPValidationError]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: BatchEmailStatusRequest,
) -> Any | BatchEmailStatusResponse | ErrorResponse | HTTPValidationError | None:
    """Check the status of a batch job

     ⚠️ Deprecated — use [GET /v2/jobs/{processId}](https://docs.revenuebase.ai/api-reference/jobs/get-
    batch-job-status) instead. Sunset: Tue, 07 Jul 2026.

    Returns the current processing status for a batch job. Only the user who submitted the job can query
    it.

    Possible statuses: `QUEUED`, `PROCESSING`, `COMPLETED`, `ERROR`, `CANCELLING`, `CANCELLED`.

    **Errors**
    - `400` — Invalid `process_id` or job does not belong to your account.

    Args:
        body (BatchEmailStatusRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | BatchEmailStatusResponse | ErrorResponse | HTTPValidationError
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: BatchEmailStatusRequest,
) -> Response[Any | BatchEmailStatusResponse | ErrorResponse | HTTPValidationError]:
    """Check the status of a batch job

     ⚠️ Deprecated — use [GET /v2/jobs/{processId}](https://docs.revenuebase.ai/api-reference/jobs/get-
    batch-job-status) instead. Sunset: Tue, 07 Jul 2026.

    Returns the current processing status for a batch job. Only the user who submitted the job can query
    it.

    Possible statuses: `QUEUED`, `PROCESSING`, `COMPLETED`, `ERROR`, `CANCELLING`, `CANCELLED`.

    **Errors**
    - `400` — Invalid `process_id` or job does not belong to your account.

    Args:
        body (BatchEmailStatusRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | BatchEmailStatusResponse | ErrorResponse | HTTPValidationError]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: BatchEmailStatusRequest,
) -> Any | BatchEmailStatusResponse | ErrorResponse | HTTPValidationError | None:
    """Check the status of a batch job

     ⚠️ Deprecated — use [GET /v2/jobs/{processId}](https://docs.revenuebase.ai/api-reference/jobs/get-
    batch-job-status) instead. Sunset: Tue, 07 Jul 2026.

    Returns the current processing status for a batch job. Only the user who submitted the job can query
    it.

    Possible statuses: `QUEUED`, `PROCESSING`, `COMPLETED`, `ERROR`, `CANCELLING`, `CANCELLED`.

    **Errors**
    - `400` — Invalid `process_id` or job does not belong to your account.

    Args:
        body (BatchEmailStatusRequest):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | BatchEmailStatusResponse | ErrorResponse | HTTPValidationError
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
