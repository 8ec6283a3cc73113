# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client


from ... import errors
from ...models.error_response import ErrorResponse
from ...models.parse_job_answer import ParseJobAnswer
from ...types import UNSET, Response, Unset


def _get_kwargs(
    job_id: str,
    *,
    expand: list[str] | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_expand: list[str] | Unset = UNSET
    if not isinstance(expand, Unset):
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
        "url": "/api/v2/parse/{job_id}".format(
            job_id=quote(str(job_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ErrorResponse | ParseJobAnswer | None:
    if response.status_code == 200:
        response_200 = ParseJobAnswer.from_dict(response.json())

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
) -> Response[ErrorResponse | ParseJobAnswer]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    expand: list[str] | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> Response[ErrorResponse | ParseJobAnswer]:
    """Get a parse job

    Args:
        job_id (str):
        expand (list[str] | Unset):
        project_id (None | str | Unset):
        organization_id (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorResponse | ParseJobAnswer]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        expand=expand,
        project_id=project_id,
        organization_id=organization_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    expand: list[str] | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> ErrorResponse | ParseJobAnswer | None:
    """Get a parse job

    Args:
        job_id (str):
        expand (list[str] | Unset):
        project_id (None | str | Unset):
        organization_id (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorResponse | ParseJobAnswer
    """

    return sync_detailed(
        job_id=job_id,
        client=client,
        expand=expand,
        project_id=project_id,
        organization_id=organization_id,
    ).parsed


async def asyncio_detailed(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    expand: list[str] | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> Response[ErrorResponse | ParseJobAnswer]:
    """Get a parse job

    Args:
        job_id (str):
        expand (list[str] | Unset):
        project_id (None | str | Unset):
        organization_id (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorResponse | ParseJobAnswer]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        expand=expand,
        project_id=project_id,
        organization_id=organization_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    expand: list[str] | Unset = UNSET,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
) -> ErrorResponse | ParseJobAnswer | None:
    """Get a parse job

    Args:
        job_id (str):
        expand (list[str] | Unset):
        project_id (None | str | Unset):
        organization_id (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorResponse | ParseJobAnswer
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            client=client,
            expand=expand,
            project_id=project_id,
            organization_id=organization_id,
        )
    ).parsed
