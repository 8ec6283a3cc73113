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
from ...models.error_message import ErrorMessage
from ...models.http_validation_error import HTTPValidationError
from ...models.internal_error_details import InternalErrorDetails
from ...models.parsing_content_details import ParsingContentDetails
from ...models.ready_for_verification_details import ReadyForVerificationDetails
from ...models.verification_done_details import VerificationDoneDetails
from ...models.verification_ongoing_details import VerificationOngoingDetails
from ...types import Response


def _get_kwargs(
    batch_uuid: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/batch/{batch_uuid}/details".format(
            batch_uuid=quote(str(batch_uuid), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    ErrorMessage
    | HTTPValidationError
    | InternalErrorDetails
    | ParsingContentDetails
    | ReadyForVerificationDetails
    | VerificationDoneDetails
    | VerificationOngoingDetails
    | None
):
    if response.status_code == 200:

        def _parse_response_200(
            data: object,
        ) -> (
            InternalErrorDetails
            | ParsingContentDetails
            | ReadyForVerificationDetails
            | VerificationDoneDetails
            | VerificationOngoingDetails
        ):
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_batch_details_type_0 = ParsingContentDetails.from_dict(data)

                return componentsschemas_batch_details_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_batch_details_type_1 = ReadyForVerificationDetails.from_dict(data)

                return componentsschemas_batch_details_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_batch_details_type_2 = VerificationOngoingDetails.from_dict(data)

                return componentsschemas_batch_details_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_batch_details_type_3 = VerificationDoneDetails.from_dict(data)

                return componentsschemas_batch_details_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_batch_details_type_4 = InternalErrorDetails.from_dict(data)

            return componentsschemas_batch_details_type_4

        response_200 = _parse_response_200(response.json())

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
) -> Response[
    ErrorMessage
    | HTTPValidationError
    | InternalErrorDetails
    | ParsingContentDetails
    | ReadyForVerificationDetails
    | VerificationDoneDetails
    | VerificationOngoingDetails
]:
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
) -> Response[
    ErrorMessage
    | HTTPValidationError
    | InternalErrorDetails
    | ParsingContentDetails
    | ReadyForVerificationDetails
    | VerificationDoneDetails
    | VerificationOngoingDetails
]:
    """Get the status of a batch with its name, dates and parameters

    Args:
        batch_uuid (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorMessage | HTTPValidationError | InternalErrorDetails | ParsingContentDetails | ReadyForVerificationDetails | VerificationDoneDetails | VerificationOngoingDetails]
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
) -> (
    ErrorMessage
    | HTTPValidationError
    | InternalErrorDetails
    | ParsingContentDetails
    | ReadyForVerificationDetails
    | VerificationDoneDetails
    | VerificationOngoingDetails
    | None
):
    """Get the status of a batch with its name, dates and parameters

    Args:
        batch_uuid (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorMessage | HTTPValidationError | InternalErrorDetails | ParsingContentDetails | ReadyForVerificationDetails | VerificationDoneDetails | VerificationOngoingDetails
    """

    return sync_detailed(
        batch_uuid=batch_uuid,
        client=client,
    ).parsed


async def asyncio_detailed(
    batch_uuid: UUID,
    *,
    client: AuthenticatedClient | Client,
) -> Response[
    ErrorMessage
    | HTTPValidationError
    | InternalErrorDetails
    | ParsingContentDetails
    | ReadyForVerificationDetails
    | VerificationDoneDetails
    | VerificationOngoingDetails
]:
    """Get the status of a batch with its name, dates and parameters

    Args:
        batch_uuid (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ErrorMessage | HTTPValidationError | InternalErrorDetails | ParsingContentDetails | ReadyForVerificationDetails | VerificationDoneDetails | VerificationOngoingDetails]
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
) -> (
    ErrorMessage
    | HTTPValidationError
    | InternalErrorDetails
    | ParsingContentDetails
    | ReadyForVerificationDetails
    | VerificationDoneDetails
    | VerificationOngoingDetails
    | None
):
    """Get the status of a batch with its name, dates and parameters

    Args:
        batch_uuid (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ErrorMessage | HTTPValidationError | InternalErrorDetails | ParsingContentDetails | ReadyForVerificationDetails | VerificationDoneDetails | VerificationOngoingDetails
    """

    return (
        await asyncio_detailed(
            batch_uuid=batch_uuid,
            client=client,
        )
    ).parsed
