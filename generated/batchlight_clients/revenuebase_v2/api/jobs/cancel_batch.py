# Generated from specs/revenuebase_v2 by `make regen`; do not edit.
from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client

from ... import errors
from ...models.batch_email_status_response import BatchEmailStatusResponse
from ...models.error_response import ErrorResponse
from ...models.http_validation_error import HTTPValidationError
from ...types import Response


def _get_kwargs(
    process_id: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v2/jobs/{process_id}/cancel".format(
            process_id=quote(str(process_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BatchEmailStatusResponse | ErrorResponse | HTTPValidationError | None:
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
) -> Response[BatchEmailStatusResponse | ErrorResponse | HTTPValidationError]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    process_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[BatchEmailStatusResponse | ErrorResponse | HTTPValidationError]:
    """Cancel a job

     Marks a job for cancellation. A job that is `QUEUED` will not be processed; one that is `PROCESSING`
    may go on for a while. The request has no body.

    Args:
        process_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BatchEmailStatusResponse | ErrorResponse | HTTPValidationError]
    """

    kwargs = _get_kwargs(
        process_id=process_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    process_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> BatchEmailStatusResponse | ErrorResponse | HTTPValidationError | None:
    """Cancel a job

     Marks a job for cancellation. A job that is `QUEUED` will not be processed; one that is `PROCESSING`
    may go on for a while. The request has no body.

    Args:
        process_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchEmailStatusResponse | ErrorResponse | HTTPValidationError
    """

    return sync_detailed(
        process_id=process_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    process_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[BatchEmailStatusResponse | ErrorResponse | HTTPValidationError]:
    """Cancel a job

     Marks a job for cancellation. A job that is `QUEUED` will not be processed; one that is `PROCESSING`
    may go on for a while. The request has no body.

    Args:
        process_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BatchEmailStatusResponse | ErrorResponse | HTTPValidationError]
    """

    kwargs = _get_kwargs(
        process_id=process_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    process_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> BatchEmailStatusResponse | ErrorResponse | HTTPValidationError | None:
    """Cancel a job

     Marks a job for cancellation. A job that is `QUEUED` will not be processed; one that is `PROCESSING`
    may go on for a while. The request has no body.

    Args:
        process_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchEmailStatusResponse | ErrorResponse | HTTPValidationError
    """

    return (
        await asyncio_detailed(
            process_id=process_id,
            client=client,
        )
    ).parsed
