# Generated from specs/apexverify_batches by `make regen`; do not edit.
from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client

from uuid import UUID

from ... import errors
from ...models.batch_results import BatchResults
from ...models.error_message import ErrorMessage
from ...models.export_batch_format import ExportBatchFormat
from ...models.http_validation_error import HTTPValidationError
from ...types import UNSET, Response, Unset


def _get_kwargs(
    batch_uuid: UUID,
    *,
    format_: ExportBatchFormat | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_format_: str | Unset = UNSET
    if not isinstance(format_, Unset):
        json_format_ = format_.value

    params["format"] = json_format_

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/batch/{batch_uuid}/export".format(
            batch_uuid=quote(str(batch_uuid), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BatchResults | ErrorMessage | HTTPValidationError | None:
    if response.status_code == 200:
        response_200 = BatchResults.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = ErrorMessage.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = ErrorMessage.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = ErrorMessage.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = ErrorMessage.from_dict(response.json())

        return response_404

    if response.status_code == 422:
        response_422 = HTTPValidationError.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = ErrorMessage.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = ErrorMessage.from_dict(response.json())

        return response_500

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[BatchResults | ErrorMessage | HTTPValidationError]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    batch_uuid: UUID,
    *,
    client: AuthenticatedClient | Client,
    format_: ExportBatchFormat | Unset = UNSET,
) -> Response[BatchResults | ErrorMessage | HTTPValidationError]:
    """Export the results

    Args:
        batch_uuid (UUID):
        format_ (ExportBatchFormat | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BatchResults | ErrorMessage | HTTPValidationError]
    """

    kwargs = _get_kwargs(
        batch_uuid=batch_uuid,
        format_=format_,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    batch_uuid: UUID,
    *,
    client: AuthenticatedClient | Client,
    format_: ExportBatchFormat | Unset = UNSET,
) -> BatchResults | ErrorMessage | HTTPValidationError | None:
    """Export the results

    Args:
        batch_uuid (UUID):
        format_ (ExportBatchFormat | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchResults | ErrorMessage | HTTPValidationError
    """

    return sync_detailed(
        batch_uuid=batch_uuid,
        client=client,
        format_=format_,
    ).parsed


async def asyncio_detailed(
    batch_uuid: UUID,
    *,
    client: AuthenticatedClient | Client,
    format_: ExportBatchFormat | Unset = UNSET,
) -> Response[BatchResults | ErrorMessage | HTTPValidationError]:
    """Export the results

    Args:
        batch_uuid (UUID):
        format_ (ExportBatchFormat | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BatchResults | ErrorMessage | HTTPValidationError]
    """

    kwargs = _get_kwargs(
        batch_uuid=batch_uuid,
        format_=format_,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    batch_uuid: UUID,
    *,
    client: AuthenticatedClient | Client,
    format_: ExportBatchFormat | Unset = UNSET,
) -> BatchResults | ErrorMessage | HTTPValidationError | None:
    """Export the results

    Args:
        batch_uuid (UUID):
        format_ (ExportBatchFormat | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchResults | ErrorMessage | HTTPValidationError
    """

    return (
        await asyncio_detailed(
            batch_uuid=batch_uuid,
            client=client,
            format_=format_,
        )
    ).parsed
