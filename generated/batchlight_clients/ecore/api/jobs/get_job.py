# Generated from specs/ecore by `make regen`; do not edit.
from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client

from ... import errors
from ...models.detail_message import DetailMessage
from ...models.job_detail import JobDetail
from ...types import Response


def _get_kwargs(
    job_id: int,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/email-validation/jobs/{job_id}/".format(
            job_id=quote(str(job_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DetailMessage | JobDetail | None:
    if response.status_code == 200:
        response_200 = JobDetail.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = DetailMessage.from_dict(response.json())

        return response_401

    if response.status_code == 404:
        response_404 = DetailMessage.from_dict(response.json())

        return response_404

    if response.status_code == 429:
        response_429 = DetailMessage.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = DetailMessage.from_dict(response.json())

        return response_500

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[DetailMessage | JobDetail]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    job_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[DetailMessage | JobDetail]:
    """Get a job with its statistics and its first 100 records

     Poll every few seconds for a small job and every 15 to 30 seconds for a large one; stop at
    `Processed` or `Failed`. The credits of a `Failed` job have been given back.

    Args:
        job_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DetailMessage | JobDetail]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    job_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> DetailMessage | JobDetail | None:
    """Get a job with its statistics and its first 100 records

     Poll every few seconds for a small job and every 15 to 30 seconds for a large one; stop at
    `Processed` or `Failed`. The credits of a `Failed` job have been given back.

    Args:
        job_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DetailMessage | JobDetail
    """

    return sync_detailed(
        job_id=job_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    job_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> Response[DetailMessage | JobDetail]:
    """Get a job with its statistics and its first 100 records

     Poll every few seconds for a small job and every 15 to 30 seconds for a large one; stop at
    `Processed` or `Failed`. The credits of a `Failed` job have been given back.

    Args:
        job_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DetailMessage | JobDetail]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: int,
    *,
    client: AuthenticatedClient | Client,
) -> DetailMessage | JobDetail | None:
    """Get a job with its statistics and its first 100 records

     Poll every few seconds for a small job and every 15 to 30 seconds for a large one; stop at
    `Processed` or `Failed`. The credits of a `Failed` job have been given back.

    Args:
        job_id (int):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DetailMessage | JobDetail
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            client=client,
        )
    ).parsed
