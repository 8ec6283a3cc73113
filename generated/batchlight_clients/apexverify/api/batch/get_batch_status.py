# Generated from specs/apexverify by `make regen`; do not edit.
from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    import httpx

    from ...client import AuthenticatedClient, Client

from uuid import UUID

from ... import errors
from ...models.bad_request_response import BadRequestResponse
from ...models.forbidden_response import ForbiddenResponse
from ...models.http_validation_error import HTTPValidationError
from ...models.internal_error import InternalError
from ...models.internal_server_error_response import InternalServerErrorResponse
from ...models.not_found_response import NotFoundResponse
from ...models.parsing_content import ParsingContent
from ...models.ready_for_verification import ReadyForVerification
from ...models.too_many_requests_response import TooManyRequestsResponse
from ...models.unauthorized_response import UnauthorizedResponse
from ...models.verification_done import VerificationDone
from ...models.verification_ongoing import VerificationOngoing
from ...types import Response


def _get_kwargs(
    batch_uuid: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/batch/{batch_uuid}".format(
            batch_uuid=quote(str(batch_uuid), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    BadRequestResponse
    | ForbiddenResponse
    | HTTPValidationError
    | InternalError
    | ParsingContent
    | ReadyForVerification
    | VerificationDone
    | VerificationOngoing
    | InternalServerErrorResponse
    | NotFoundResponse
    | TooManyRequestsResponse
    | UnauthorizedResponse
    | None
):
    if response.status_code == 200:

        def _parse_response_200(
            data: object,
        ) -> InternalError | ParsingContent | ReadyForVerification | VerificationDone | VerificationOngoing:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_batch_status_v_1_batch_batch_uuid_get_response_200_parsing_content = (
                    ParsingContent.from_dict(data)
                )

                return componentsschemas_batch_status_v_1_batch_batch_uuid_get_response_200_parsing_content
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_batch_status_v_1_batch_batch_uuid_get_response_200_ready_for_verification = (
                    ReadyForVerification.from_dict(data)
                )

                return componentsschemas_batch_status_v_1_batch_batch_uuid_get_response_200_ready_for_verification
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_batch_status_v_1_batch_batch_uuid_get_response_200_verification_ongoing = (
                    VerificationOngoing.from_dict(data)
                )

                return componentsschemas_batch_status_v_1_batch_batch_uuid_get_response_200_verification_ongoing
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_batch_status_v_1_batch_batch_uuid_get_response_200_verification_done = (
                    VerificationDone.from_dict(data)
                )

                return componentsschemas_batch_status_v_1_batch_batch_uuid_get_response_200_verification_done
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_batch_status_v_1_batch_batch_uuid_get_response_200_internal_error = (
                InternalError.from_dict(data)
            )

            return componentsschemas_batch_status_v_1_batch_batch_uuid_get_response_200_internal_error

        response_200 = _parse_response_200(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = BadRequestResponse.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = UnauthorizedResponse.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = ForbiddenResponse.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = NotFoundResponse.from_dict(response.json())

        return response_404

    if response.status_code == 422:
        response_422 = HTTPValidationError.from_dict(response.json())

        return response_422

    if response.status_code == 429:
        response_429 = TooManyRequestsResponse.from_dict(response.json())

        return response_429

    if response.status_code == 500:
        response_500 = InternalServerErrorResponse.from_dict(response.json())

        return response_500

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    BadRequestResponse
    | ForbiddenResponse
    | HTTPValidationError
    | InternalError
    | ParsingContent
    | ReadyForVerification
    | VerificationDone
    | VerificationOngoing
    | InternalServerErrorResponse
    | NotFoundResponse
    | TooManyRequestsResponse
    | UnauthorizedResponse
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
    BadRequestResponse
    | ForbiddenResponse
    | HTTPValidationError
    | InternalError
    | ParsingContent
    | ReadyForVerification
    | VerificationDone
    | VerificationOngoing
    | InternalServerErrorResponse
    | NotFoundResponse
    | TooManyRequestsResponse
    | UnauthorizedResponse
]:
    """Batch Status

     Retrieve the current status of the batch. Once available, the response also includes execution
    costs, results, and refund information.

    Args:
        batch_uuid (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestResponse | ForbiddenResponse | HTTPValidationError | InternalError | ParsingContent | ReadyForVerification | VerificationDone | VerificationOngoing | InternalServerErrorResponse | NotFoundResponse | TooManyRequestsResponse | UnauthorizedResponse]
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
    BadRequestResponse
    | ForbiddenResponse
    | HTTPValidationError
    | InternalError
    | ParsingContent
    | ReadyForVerification
    | VerificationDone
    | VerificationOngoing
    | InternalServerErrorResponse
    | NotFoundResponse
    | TooManyRequestsResponse
    | UnauthorizedResponse
    | None
):
    """Batch Status

     Retrieve the current status of the batch. Once available, the response also includes execution
    costs, results, and refund information.

    Args:
        batch_uuid (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestResponse | ForbiddenResponse | HTTPValidationError | InternalError | ParsingContent | ReadyForVerification | VerificationDone | VerificationOngoing | InternalServerErrorResponse | NotFoundResponse | TooManyRequestsResponse | UnauthorizedResponse
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
    BadRequestResponse
    | ForbiddenResponse
    | HTTPValidationError
    | InternalError
    | ParsingContent
    | ReadyForVerification
    | VerificationDone
    | VerificationOngoing
    | InternalServerErrorResponse
    | NotFoundResponse
    | TooManyRequestsResponse
    | UnauthorizedResponse
]:
    """Batch Status

     Retrieve the current status of the batch. Once available, the response also includes execution
    costs, results, and refund information.

    Args:
        batch_uuid (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestResponse | ForbiddenResponse | HTTPValidationError | InternalError | ParsingContent | ReadyForVerification | VerificationDone | VerificationOngoing | InternalServerErrorResponse | NotFoundResponse | TooManyRequestsResponse | UnauthorizedResponse]
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
    BadRequestResponse
    | ForbiddenResponse
    | HTTPValidationError
    | InternalError
    | ParsingContent
    | ReadyForVerification
    | VerificationDone
    | VerificationOngoing
    | InternalServerErrorResponse
    | NotFoundResponse
    | TooManyRequestsResponse
    | UnauthorizedResponse
    | None
):
    """Batch Status

     Retrieve the current status of the batch. Once available, the response also includes execution
    costs, results, and refund information.

    Args:
        batch_uuid (UUID):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestResponse | ForbiddenResponse | HTTPValidationError | InternalError | ParsingContent | ReadyForVerification | VerificationDone | VerificationOngoing | InternalServerErrorResponse | NotFoundResponse | TooManyRequestsResponse | UnauthorizedResponse
    """

    return (
        await asyncio_detailed(
            batch_uuid=batch_uuid,
            client=client,
        )
    ).parsed
