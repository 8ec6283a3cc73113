# Generated from specs/llamacloud by `make regen`; do not edit.
from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client


from ... import errors
from ...models.batch_item_list_response import BatchItemListResponse
from ...models.batch_item_status import BatchItemStatus
from ...models.error_response import ErrorResponse
from ...models.http_validation_error import HTTPValidationError
from ...types import UNSET, Response, Unset


def _get_kwargs(
    job_id: str,
    *,
    status: BatchItemStatus | None | Unset = UNSET,
    limit: int | Unset = 100,
    offset: int | Unset = 0,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
    session: None | str | Unset = UNSET,
) -> dict[str, Any]:

    cookies = {}
    if session is not UNSET:
        cookies["session"] = session

    params: dict[str, Any] = {}

    json_status: None | str | Unset
    if isinstance(status, Unset):
        json_status = UNSET
    elif isinstance(status, BatchItemStatus):
        json_status = status.value
    else:
        json_status = status
    params["status"] = json_status

    params["limit"] = limit

    params["offset"] = offset

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
        "url": "/api/v1/beta/batch-processing/{job_id}/items".format(
            job_id=quote(str(job_id), safe=""),
        ),
        "params": params,
        "cookies": cookies,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> BatchItemListResponse | ErrorResponse | HTTPValidationError | None:
    if response.status_code == 200:
        response_200 = BatchItemListResponse.from_dict(response.json())

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
) -> Response[BatchItemListResponse | ErrorResponse | HTTPValidationError]:
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
    status: BatchItemStatus | None | Unset = UNSET,
    limit: int | Unset = 100,
    offset: int | Unset = 0,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
    session: None | str | Unset = UNSET,
) -> Response[BatchItemListResponse | ErrorResponse | HTTPValidationError]:
    """List the items of a batch job

    Args:
        job_id (str):
        status (BatchItemStatus | None | Unset):
        limit (int | Unset):  Default: 100.
        offset (int | Unset):  Default: 0.
        project_id (None | str | Unset):
        organization_id (None | str | Unset):
        session (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BatchItemListResponse | ErrorResponse | HTTPValidationError]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        status=status,
        limit=limit,
        offset=offset,
        project_id=project_id,
        organization_id=organization_id,
        session=session,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    status: BatchItemStatus | None | Unset = UNSET,
    limit: int | Unset = 100,
    offset: int | Unset = 0,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
    session: None | str | Unset = UNSET,
) -> BatchItemListResponse | ErrorResponse | HTTPValidationError | None:
    """List the items of a batch job

    Args:
        job_id (str):
        status (BatchItemStatus | None | Unset):
        limit (int | Unset):  Default: 100.
        offset (int | Unset):  Default: 0.
        project_id (None | str | Unset):
        organization_id (None | str | Unset):
        session (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchItemListResponse | ErrorResponse | HTTPValidationError
    """

    return sync_detailed(
        job_id=job_id,
        client=client,
        status=status,
        limit=limit,
        offset=offset,
        project_id=project_id,
        organization_id=organization_id,
        session=session,
    ).parsed


async def asyncio_detailed(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    status: BatchItemStatus | None | Unset = UNSET,
    limit: int | Unset = 100,
    offset: int | Unset = 0,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
    session: None | str | Unset = UNSET,
) -> Response[BatchItemListResponse | ErrorResponse | HTTPValidationError]:
    """List the items of a batch job

    Args:
        job_id (str):
        status (BatchItemStatus | None | Unset):
        limit (int | Unset):  Default: 100.
        offset (int | Unset):  Default: 0.
        project_id (None | str | Unset):
        organization_id (None | str | Unset):
        session (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BatchItemListResponse | ErrorResponse | HTTPValidationError]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        status=status,
        limit=limit,
        offset=offset,
        project_id=project_id,
        organization_id=organization_id,
        session=session,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: str,
    *,
    client: AuthenticatedClient | Client,
    status: BatchItemStatus | None | Unset = UNSET,
    limit: int | Unset = 100,
    offset: int | Unset = 0,
    project_id: None | str | Unset = UNSET,
    organization_id: None | str | Unset = UNSET,
    session: None | str | Unset = UNSET,
) -> BatchItemListResponse | ErrorResponse | HTTPValidationError | None:
    """List the items of a batch job

    Args:
        job_id (str):
        status (BatchItemStatus | None | Unset):
        limit (int | Unset):  Default: 100.
        offset (int | Unset):  Default: 0.
        project_id (None | str | Unset):
        organization_id (None | str | Unset):
        session (None | str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BatchItemListResponse | ErrorResponse | HTTPValidationError
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            client=client,
            status=status,
            limit=limit,
            offset=offset,
            project_id=project_id,
            organization_id=organization_id,
            session=session,
        )
    ).parsed
