# Generated from specs/ecore by `make regen`; do not edit.
from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client


from ... import errors
from ...models.detail_message import DetailMessage
from ...models.email_list_upload import EmailListUpload
from ...models.email_sheet_upload import EmailSheetUpload
from ...models.insufficient_credits import InsufficientCredits
from ...models.upload_refusal import UploadRefusal
from ...models.upload_response import UploadResponse
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: EmailListUpload | EmailSheetUpload | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/email-validation/jobs/upload/",
    }

    if isinstance(body, EmailListUpload):
        _kwargs["json"] = body.to_dict()

        headers["Content-Type"] = "application/json"
    if isinstance(body, EmailSheetUpload):
        _kwargs["files"] = body.to_multipart()

        headers["Content-Type"] = "multipart/form-data; boundary=+++"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DetailMessage | InsufficientCredits | UploadRefusal | UploadResponse | None:
    if response.status_code == 201:
        response_201 = UploadResponse.from_dict(response.json())

        return response_201

    if response.status_code == 400:
        response_400 = UploadRefusal.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = DetailMessage.from_dict(response.json())

        return response_401

    if response.status_code == 402:
        response_402 = InsufficientCredits.from_dict(response.json())

        return response_402

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
) -> Response[DetailMessage | InsufficientCredits | UploadRefusal | UploadResponse]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: EmailListUpload | EmailSheetUpload | Unset = UNSET,
) -> Response[DetailMessage | InsufficientCredits | UploadRefusal | UploadResponse]:
    """Submit addresses as a list or a sheet

     Creates a job. One credit per address is charged at once and given back for every address that does
    not end as Valid. Addresses are stripped, lower-cased and deduplicated; one malformed address
    refuses the whole request.

    Args:
        body (EmailListUpload):
        body (EmailSheetUpload):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DetailMessage | InsufficientCredits | UploadRefusal | UploadResponse]
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
    client: AuthenticatedClient | Client,
    body: EmailListUpload | EmailSheetUpload | Unset = UNSET,
) -> DetailMessage | InsufficientCredits | UploadRefusal | UploadResponse | None:
    """Submit addresses as a list or a sheet

     Creates a job. One credit per address is charged at once and given back for every address that does
    not end as Valid. Addresses are stripped, lower-cased and deduplicated; one malformed address
    refuses the whole request.

    Args:
        body (EmailListUpload):
        body (EmailSheetUpload):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DetailMessage | InsufficientCredits | UploadRefusal | UploadResponse
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: EmailListUpload | EmailSheetUpload | Unset = UNSET,
) -> Response[DetailMessage | InsufficientCredits | UploadRefusal | UploadResponse]:
    """Submit addresses as a list or a sheet

     Creates a job. One credit per address is charged at once and given back for every address that does
    not end as Valid. Addresses are stripped, lower-cased and deduplicated; one malformed address
    refuses the whole request.

    Args:
        body (EmailListUpload):
        body (EmailSheetUpload):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DetailMessage | InsufficientCredits | UploadRefusal | UploadResponse]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: EmailListUpload | EmailSheetUpload | Unset = UNSET,
) -> DetailMessage | InsufficientCredits | UploadRefusal | UploadResponse | None:
    """Submit addresses as a list or a sheet

     Creates a job. One credit per address is charged at once and given back for every address that does
    not end as Valid. Addresses are stripped, lower-cased and deduplicated; one malformed address
    refuses the whole request.

    Args:
        body (EmailListUpload):
        body (EmailSheetUpload):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DetailMessage | InsufficientCredits | UploadRefusal | UploadResponse
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
