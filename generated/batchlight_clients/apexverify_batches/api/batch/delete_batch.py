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
from ...models.answer import Answer
from ...models.error_message import ErrorMessage
from ...models.http_validation_error import HTTPValidationError
from ...types import Response


def _get_kwargs(
    batch_uuid: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/v1/batch/{batch_uuid}".format(
            batch_uuid=quote(str(batch_uuid), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Answer | ErrorMessage | HTTPValidationError | None:
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

    if 200 <= response.status_code <= 299:
        response_2xx = Answer.from_dict(response.json())

        return response_2xx

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Answer | ErrorMessage | HTTPValidationError]:
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
) -> Response[Answer | ErrorMessage | HTTPValidationError]:
    """Delete a batch for ever

     Cannot be undone, and is refused while the batch is processed.

    Args:
        batch_uuid (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Answer | ErrorMessage | HTTPValidationError]
    """

    kwargs = _get_kwargs(
        batch_uuid=batch_uuid,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    batch_uuid: UUID,
    *,
    client: AuthenticatedClient | Client,
) -> Answer | ErrorMessage | HTTPValidationError | None:
    """Delete a batch for ever

     Cannot be undone, and is refused while the batch is processed.

    Args:
        batch_uuid (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Answer | ErrorMessage | HTTPValidationError
    """

    return sync_detailed(
        batch_uuid=batch_uuid,
        client=client,
    ).parsed


async def asyncio_detailed(
    batch_uuid: UUID,
    *,
    client: AuthenticatedClient | Client,
) -> Response[Answer | ErrorMessage | HTTPValidationError]:
    """Delete a batch for ever

     Cannot be undone, and is refused while the batch is processed.

    Args:
        batch_uuid (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Answer | ErrorMessage | HTTPValidationError]
    """

    kwargs = _get_kwargs(
        batch_uuid=batch_uuid,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    batch_uuid: UUID,
    *,
    client: AuthenticatedClient | Client,
) -> Answer | ErrorMessage | HTTPValidationError | None:
    """Delete a batch for ever

     Cannot be undone, and is refused while the batch is processed.

    Args:
        batch_uuid (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Answer | ErrorMessage | HTTPValidationError
    """

    return (
        await asyncio_detailed(
            batch_uuid=batch_uuid,
            client=client,
        )
    ).parsed
