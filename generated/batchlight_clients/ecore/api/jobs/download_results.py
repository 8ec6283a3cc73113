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
from ...models.download_results_format import DownloadResultsFormat
from ...models.error_message import ErrorMessage
from ...types import UNSET, Response, Unset


def _get_kwargs(
    job_id: int,
    *,
    format_: DownloadResultsFormat | Unset = DownloadResultsFormat.CSV,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_format_: str | Unset = UNSET
    if not isinstance(format_, Unset):
        json_format_ = format_.value

    params["format"] = json_format_

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/email-validation/jobs/{job_id}/download/".format(
            job_id=quote(str(job_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DetailMessage | ErrorMessage | str | None:
    if response.status_code == 200:
        response_200 = response.text
        return response_200

    if response.status_code == 400:
        response_400 = ErrorMessage.from_dict(response.json())

        return response_400

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
) -> Response[DetailMessage | ErrorMessage | str]:
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
    format_: DownloadResultsFormat | Unset = DownloadResultsFormat.CSV,
) -> Response[DetailMessage | ErrorMessage | str]:
    """Download all records of a processed job

     Available only when the job is `Processed`.

    Args:
        job_id (int):
        format_ (DownloadResultsFormat | Unset):  Default: DownloadResultsFormat.CSV.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DetailMessage | ErrorMessage | str]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        format_=format_,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    job_id: int,
    *,
    client: AuthenticatedClient | Client,
    format_: DownloadResultsFormat | Unset = DownloadResultsFormat.CSV,
) -> DetailMessage | ErrorMessage | str | None:
    """Download all records of a processed job

     Available only when the job is `Processed`.

    Args:
        job_id (int):
        format_ (DownloadResultsFormat | Unset):  Default: DownloadResultsFormat.CSV.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DetailMessage | ErrorMessage | str
    """

    return sync_detailed(
        job_id=job_id,
        client=client,
        format_=format_,
    ).parsed


async def asyncio_detailed(
    job_id: int,
    *,
    client: AuthenticatedClient | Client,
    format_: DownloadResultsFormat | Unset = DownloadResultsFormat.CSV,
) -> Response[DetailMessage | ErrorMessage | str]:
    """Download all records of a processed job

     Available only when the job is `Processed`.

    Args:
        job_id (int):
        format_ (DownloadResultsFormat | Unset):  Default: DownloadResultsFormat.CSV.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DetailMessage | ErrorMessage | str]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        format_=format_,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: int,
    *,
    client: AuthenticatedClient | Client,
    format_: DownloadResultsFormat | Unset = DownloadResultsFormat.CSV,
) -> DetailMessage | ErrorMessage | str | None:
    """Download all records of a processed job

     Available only when the job is `Processed`.

    Args:
        job_id (int):
        format_ (DownloadResultsFormat | Unset):  Default: DownloadResultsFormat.CSV.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DetailMessage | ErrorMessage | str
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            client=client,
            format_=format_,
        )
    ).parsed
