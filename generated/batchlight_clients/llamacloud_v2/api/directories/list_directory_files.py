# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client

import datetime

from ... import errors
from ...models.directory_file_page import DirectoryFilePage
from ...models.error_response import ErrorResponse
from ...types import UNSET, Response, Unset


def _get_kwargs(
    directory_id: str,
    *,
    page_size: int | None | Unset = UNSET,
    page_token: None | str | Unset = UNSET,
    display_name: None | str | Unset = UNSET,
    display_name_contains: None | str | Unset = UNSET,
    file_id: None | str | Unset = UNSET,
    unique_id: None | str | Unset = UNSET,
    include_deleted: bool | Unset = UNSET,
    updated_at_on_or_after: datetime.datetime | None | Unset = UNSET,
    updated_at_on_or_before: datetime.datetime | None | Unset = UNSET,
    expand: list[str] | None | Unset = UNSET,
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

    json_display_name: None | str | Unset
    if isinstance(display_name, Unset):
        json_display_name = UNSET
    else:
        json_display_name = display_name
    params["display_name"] = json_display_name

    json_display_name_contains: None | str | Unset
    if isinstance(display_name_contains, Unset):
        json_display_name_contains = UNSET
    else:
        json_display_name_contains = display_name_contains
    params["display_name_contains"] = json_display_name_contains

    json_file_id: None | str | Unset
    if isinstance(file_id, Unset):
        json_file_id = UNSET
    else:
        json_file_id = file_id
    params["file_id"] = json_file_id

    json_unique_id: None | str | Unset
    if isinstance(unique_id, Unset):
        json_unique_id = UNSET
    else:
        json_unique_id = unique_id
    params["unique_id"] = json_unique_id

    params["include_deleted"] = include_deleted

    json_updated_at_on_or_after: None | str | Unset
    if isinstance(updated_at_on_or_after, Unset):
        json_updated_at_on_or_after = UNSET
    elif isinstance(updated_at_on_or_after, datetime.datetime):
        json_updated_at_on_or_after = updated_at_on_or_after.isoformat()
    else:
        json_updated_at_on_or_after = updated_at_on_or_after
    params["updated_at_on_or_after"] = json_updated_at_on_or_after

    json_updated_at_on_or_before: None | str | Unset
    if isinstance(updated_at_on_or_before, Unset):
        json_updated_at_on_or_before = UNSET
    elif isinstance(updated_at_on_or_before, datetime.datetime):
        json_updated_at_on_or_before = updated_at_on_or_before.isoformat()
    else:
        json_updated_at_on_or_before = updated_at_on_or_before
    params["updated_at_on_or_before"] = json_updated_at_on_or_before

    json_expand: list[str] | None | Unset
    if isinstance(expand, Unset):
        json_expand = UNSET
    elif isinstance(expand, list):
        json_expand = expand

    else:
        json_expand = expand
    params["expand"] = json_expand

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
        "url": "/api/v1/beta/directories/{directory_id}/files".format(
            directory_id=quote(str(directory_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DirectoryFilePage | ErrorResponse | None:
    if response.status_code == 200:
        response_200 = DirectoryFilePage.from_dict(response.json())

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
) -> Response[DirectoryFilePage | ErrorResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    directory_id: str,
    *,
    client: AuthenticatedClient | Client,
    page_size: int | None | Unset = UNSET,
    page_token: None | str | Unset = UNSET,
    display_name: None | str | Unset = UNSET,
    display_name_contains: None | str | Unset = UNSET,
    file_id: None | str | Unset = UNSET,
    unique_id: None | str | Unset = UNSET,
    include_deleted: bool | Unset = UNSET,
    updated_at_on_or_after: datetime.datetime | None | Unset = UNSET,
    updated_at_on_or_before: datetime.datetime | None | Unset = UNSET,
    expand: list[str] | None | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> Response[DirectoryFilePage | ErrorResponse]:
    """List the files of a directory

    Args:
        directory_id (str):
        page_size (int | None | Unset):
        page_token (None | str | Unset):
        display_name (None | str | Unset):
        display_name_contains (None | str | Unset):
        file_id (None | str | Unset):
        unique_id (None | str | Unset):
        include_deleted (bool | Unset):
        updated_at_on_or_after (datetime.datetime | None | Unset):
        updated_at_on_or_before (datetime.datetime | None | Unset):
        expand (list[str] | None | Unset):
        project_id (None | str | Unset):
        organization_id (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DirectoryFilePage | ErrorResponse]
    """

    kwargs = _get_kwargs(
        directory_id=directory_id,
        page_size=page_size,
        page_token=page_token,
        display_name=display_name,
        display_name_contains=display_name_contains,
        file_id=file_id,
        unique_id=unique_id,
        include_deleted=include_deleted,
        updated_at_on_or_after=updated_at_on_or_after,
        updated_at_on_or_before=updated_at_on_or_before,
        expand=expand,
        project_id=project_id,
        organization_id=organization_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    directory_id: str,
    *,
    client: AuthenticatedClient | Client,
    page_size: int | None | Unset = UNSET,
    page_token: None | str | Unset = UNSET,
    display_name: None | str | Unset = UNSET,
    display_name_contains: None | str | Unset = UNSET,
    file_id: None | str | Unset = UNSET,
    unique_id: None | str | Unset = UNSET,
    include_deleted: bool | Unset = UNSET,
    updated_at_on_or_after: datetime.datetime | None | Unset = UNSET,
    updated_at_on_or_before: datetime.datetime | None | Unset = UNSET,
    expand: list[str] | None | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> DirectoryFilePage | ErrorResponse | None:
    """List the files of a directory

    Args:
        directory_id (str):
        page_size (int | None | Unset):
        page_token (None | str | Unset):
        display_name (None | str | Unset):
        display_name_contains (None | str | Unset):
        file_id (None | str | Unset):
        unique_id (None | str | Unset):
        include_deleted (bool | Unset):
        updated_at_on_or_after (datetime.datetime | None | Unset):
        updated_at_on_or_before (datetime.datetime | None | Unset):
        expand (list[str] | None | Unset):
        project_id (None | str | Unset):
        organization_id (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DirectoryFilePage | ErrorResponse
    """

    return sync_detailed(
        directory_id=directory_id,
        client=client,
        page_size=page_size,
        page_token=page_token,
        display_name=display_name,
        display_name_contains=display_name_contains,
        file_id=file_id,
        unique_id=unique_id,
        include_deleted=include_deleted,
        updated_at_on_or_after=updated_at_on_or_after,
        updated_at_on_or_before=updated_at_on_or_before,
        expand=expand,
        project_id=project_id,
        organization_id=organization_id,
    ).parsed


async def asyncio_detailed(
    directory_id: str,
    *,
    client: AuthenticatedClient | Client,
    page_size: int | None | Unset = UNSET,
    page_token: None | str | Unset = UNSET,
    display_name: None | str | Unset = UNSET,
    display_name_contains: None | str | Unset = UNSET,
    file_id: None | str | Unset = UNSET,
    unique_id: None | str | Unset = UNSET,
    include_deleted: bool | Unset = UNSET,
    updated_at_on_or_after: datetime.datetime | None | Unset = UNSET,
    updated_at_on_or_before: datetime.datetime | None | Unset = UNSET,
    expand: list[str] | None | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> Response[DirectoryFilePage | ErrorResponse]:
    """List the files of a directory

    Args:
        directory_id (str):
        page_size (int | None | Unset):
        page_token (None | str | Unset):
        display_name (None | str | Unset):
        display_name_contains (None | str | Unset):
        file_id (None | str | Unset):
        unique_id (None | str | Unset):
        include_deleted (bool | Unset):
        updated_at_on_or_after (datetime.datetime | None | Unset):
        updated_at_on_or_before (datetime.datetime | None | Unset):
        expand (list[str] | None | Unset):
        project_id (None | str | Unset):
        organization_id (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DirectoryFilePage | ErrorResponse]
    """

    kwargs = _get_kwargs(
        directory_id=directory_id,
        page_size=page_size,
        page_token=page_token,
        display_name=display_name,
        display_name_contains=display_name_contains,
        file_id=file_id,
        unique_id=unique_id,
        include_deleted=include_deleted,
        updated_at_on_or_after=updated_at_on_or_after,
        updated_at_on_or_before=updated_at_on_or_before,
        expand=expand,
        project_id=project_id,
        organization_id=organization_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    directory_id: str,
    *,
    client: AuthenticatedClient | Client,
    page_size: int | None | Unset = UNSET,
    page_token: None | str | Unset = UNSET,
    display_name: None | str | Unset = UNSET,
    display_name_contains: None | str | Unset = UNSET,
    file_id: None | str | Unset = UNSET,
    unique_id: None | str | Unset = UNSET,
    include_deleted: bool | Unset = UNSET,
    updated_at_on_or_after: datetime.datetime | None | Unset = UNSET,
    updated_at_on_or_before: datetime.datetime | None | Unset = UNSET,
    expand: list[str] | None | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> DirectoryFilePage | ErrorResponse | None:
    """List the files of a directory

    Args:
        directory_id (str):
        page_size (int | None | Unset):
        page_token (None | str | Unset):
        display_name (None | str | Unset):
        display_name_contains (None | str | Unset):
        file_id (None | str | Unset):
        unique_id (None | str | Unset):
        include_deleted (bool | Unset):
        updated_at_on_or_after (datetime.datetime | None | Unset):
        updated_at_on_or_before (datetime.datetime | None | Unset):
        expand (list[str] | None | Unset):
        project_id (None | str | Unset):
        organization_id (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DirectoryFilePage | ErrorResponse
    """

    return (
        await asyncio_detailed(
            directory_id=directory_id,
            client=client,
            page_size=page_size,
            page_token=page_token,
            display_name=display_name,
            display_name_contains=display_name_contains,
            file_id=file_id,
            unique_id=unique_id,
            include_deleted=include_deleted,
            updated_at_on_or_after=updated_at_on_or_after,
            updated_at_on_or_before=updated_at_on_or_before,
            expand=expand,
            project_id=project_id,
            organization_id=organization_id,
        )
    ).parsed
