# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client

import datetime

from ... import errors
from ...models.batch_page import BatchPage
from ...models.batch_status import BatchStatus
from ...models.error_response import ErrorResponse
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    page_size: int | None | Unset = UNSET,
    page_token: None | str | Unset = UNSET,
    status: BatchStatus | None | Unset = UNSET,
    source_directory_id: None | str | Unset = UNSET,
    created_at_on_or_after: datetime.datetime | None | Unset = UNSET,
    created_at_on_or_before: datetime.datetime | None | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_page_size: int | None | Unset
    if isinstance(page_size, Unset):
        json_page_size = UNSET
    else:
        json_page_size = page_size
    params["page_size"] = json_page_size

    json_page_token: None | str | Unset
    if isinstance(page_token, Unset):
        json_page_token = UNSET
    else:
        json_page_token = page_token
    params["page_token"] = json_page_token

    json_status: None | str | Unset
    if isinstance(status, Unset):
        json_status = UNSET
    elif isinstance(status, BatchStatus):
        json_status = status.value
    else:
        json_status = status
    params["status"] = json_status

    json_source_directory_id: None | str | Unset
    if isinstance(source_directory_id, Unset):
        json_source_directory_id = UNSET
    else:
        json_source_directory_id = source_directory_id
    params["source_directory_id"] = json_source_directory_id

    json_created_at_on_or_after: None | str | Unset
    if isinstance(created_at_on_or_after, Unset):
        json_created_at_on_or_after = UNSET
    elif isinstance(created_at_on_or_after, datetime.datetime):
        json_created_at_on_or_after = created_at_on_or_after.isoformat()
    else:
        json_created_at_on_or_after = created_at_on_or_after
    params["created_at_on_or_after"] = json_created_at_on_or_after

    json_created_at_on_or_before: None | str | Unset
    if isinstance(created_at_on_or_before, Unset):
        json_created_at_on_or_before = UNSET
    elif isinstance(created_at_on_or_before, datetime.datetime):
        json_created_at_on_or_before = created_at_on_or_before.isoformat()
    else:
        json_created_at_on_or_before = created_at_on_or_before
    params["created_at_on_or_before"] = json_created_at_on_or_before

    json_project_id: None | str | Unset
    if isinstance(project_id, Unset):
        json_project_id = UNSET
    else:
        json_project_id = project_id
    params["project_id"] = json_project_id

    json_organization_id: None | str | Unset
    if isinstance(organization_id, Unset):
        json_organization_id = UNSET
    else:
        json_organization_id = organization_id
    params["organization_id"] = json_organization_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v2/batches",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BatchPage | ErrorResponse | None:
    if response.status_code == 200:
        response_200 = BatchPage.from_dict(response.json())

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

    if response.status_code == 409:
        response_409 = ErrorResponse.from_dict(response.json())

        return response_409

    if response.status_code == 422:
        response_422 = ErrorResponse.from_dict(response.json())

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
) -> Response[BatchPage | ErrorResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    page_size: int | None | Unset = UNSET,
    page_token: None | str | Unset = UNSET,
    status: BatchStatus | None | Unset = UNSET,
    source_directory_id: None | str | Unset = UNSET,
    created_at_on_or_after: datetime.datetime | None | Unset = UNSET,
    created_at_on_or_before: datetime.datetime | None | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> Response[BatchPage | ErrorResponse]:
    """List batches

    Args:
        page_size (int | None | Unset):
        page_token (None | str | Unset):
        status (BatchStatus | None | Unset):
        source_directory_id (None | str | Unset):
        created_at_on_or_after (datetime.datetime | None | Unset):
        created_at_on_or_before (datetime.datetime | None | Unset):
        project_id (None | str | Unset):
        organization_id (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BatchPage | ErrorResponse]
    """

    kwargs = _get_kwargs(
        page_size=page_size,
        page_token=page_token,
        status=status,
        source_directory_id=source_directory_id,
        created_at_on_or_after=created_at_on_or_after,
        created_at_on_or_before=created_at_on_or_before,
        project_id=project_id,
        organization_id=organization_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    page_size: int | None | Unset = UNSET,
    page_token: None | str | Unset = UNSET,
    status: BatchStatus | None | Unset = UNSET,
    source_directory_id: None | str | Unset = UNSET,
    created_at_on_or_after: datetime.datetime | None | Unset = UNSET,
    created_at_on_or_before: datetime.datetime | None | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> BatchPage | ErrorResponse | None:
    """List batches

    Args:
        page_size (int | None | Unset):
        page_token (None | str | Unset):
        status (BatchStatus | None | Unset):
        source_directory_id (None | str | Unset):
        created_at_on_or_after (datetime.datetime | None | Unset):
        created_at_on_or_before (datetime.datetime | None | Unset):
        project_id (None | str | Unset):
        organization_id (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchPage | ErrorResponse
    """

    return sync_detailed(
        client=client,
        page_size=page_size,
        page_token=page_token,
        status=status,
        source_directory_id=source_directory_id,
        created_at_on_or_after=created_at_on_or_after,
        created_at_on_or_before=created_at_on_or_before,
        project_id=project_id,
        organization_id=organization_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    page_size: int | None | Unset = UNSET,
    page_token: None | str | Unset = UNSET,
    status: BatchStatus | None | Unset = UNSET,
    source_directory_id: None | str | Unset = UNSET,
    created_at_on_or_after: datetime.datetime | None | Unset = UNSET,
    created_at_on_or_before: datetime.datetime | None | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> Response[BatchPage | ErrorResponse]:
    """List batches

    Args:
        page_size (int | None | Unset):
        page_token (None | str | Unset):
        status (BatchStatus | None | Unset):
        source_directory_id (None | str | Unset):
        created_at_on_or_after (datetime.datetime | None | Unset):
        created_at_on_or_before (datetime.datetime | None | Unset):
        project_id (None | str | Unset):
        organization_id (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BatchPage | ErrorResponse]
    """

    kwargs = _get_kwargs(
        page_size=page_size,
        page_token=page_token,
        status=status,
        source_directory_id=source_directory_id,
        created_at_on_or_after=created_at_on_or_after,
        created_at_on_or_before=created_at_on_or_before,
        project_id=project_id,
        organization_id=organization_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    page_size: int | None | Unset = UNSET,
    page_token: None | str | Unset = UNSET,
    status: BatchStatus | None | Unset = UNSET,
    source_directory_id: None | str | Unset = UNSET,
    created_at_on_or_after: datetime.datetime | None | Unset = UNSET,
    created_at_on_or_before: datetime.datetime | None | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> BatchPage | ErrorResponse | None:
    """List batches

    Args:
        page_size (int | None | Unset):
        page_token (None | str | Unset):
        status (BatchStatus | None | Unset):
        source_directory_id (None | str | Unset):
        created_at_on_or_after (datetime.datetime | None | Unset):
        created_at_on_or_before (datetime.datetime | None | Unset):
        project_id (None | str | Unset):
        organization_id (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchPage | ErrorResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            page_size=page_size,
            page_token=page_token,
            status=status,
            source_directory_id=source_directory_id,
            created_at_on_or_after=created_at_on_or_after,
            created_at_on_or_before=created_at_on_or_before,
            project_id=project_id,
            organization_id=organization_id,
        )
    ).parsed
