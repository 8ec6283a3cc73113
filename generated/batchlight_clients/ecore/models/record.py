# Generated from specs/ecore by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.record_status import RecordStatus

T = TypeVar("T", bound="Record")


@_attrs_define
class Record:
    """
    Attributes:
        id (int): The record's id.
        ec_id (None | str): The caller's own id from the sheet.
        email (str): The address.
        status (RecordStatus | str):
        validator_used (None | str): Who validated the address.
        is_cached (bool): Whether the answer came from the 30-day cache.
        error_message (None | str): What went wrong when the status is Error.
        processed_at (datetime.datetime | None): When the record was processed.
    """

    id: int
    ec_id: None | str
    email: str
    status: RecordStatus | str
    validator_used: None | str
    is_cached: bool
    error_message: None | str
    processed_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        ec_id: None | str
        ec_id = self.ec_id

        email = self.email

        status: str
        if isinstance(self.status, RecordStatus):
            status = self.status.value
        else:
            status = self.status

        validator_used: None | str
        validator_used = self.validator_used

        is_cached = self.is_cached

        error_message: None | str
        error_message = self.error_message

        processed_at: None | str
        if isinstance(self.processed_at, datetime.datetime):
            processed_at = self.processed_at.isoformat()
        else:
            processed_at = self.processed_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "ec_id": ec_id,
                "email": email,
                "status": status,
                "validator_used": validator_used,
                "is_cached": is_cached,
                "error_message": error_message,
                "processed_at": processed_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        def _parse_ec_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        ec_id = _parse_ec_id(d.pop("ec_id"))

        email = d.pop("email")

        def _parse_status(data: object) -> RecordStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = RecordStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(RecordStatus | str, data)

        status = _parse_status(d.pop("status"))

        def _parse_validator_used(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        validator_used = _parse_validator_used(d.pop("validator_used"))

        is_cached = d.pop("is_cached")

        def _parse_error_message(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error_message = _parse_error_message(d.pop("error_message"))

        def _parse_processed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                processed_at_type_0 = datetime.datetime.fromisoformat(data)

                return processed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        processed_at = _parse_processed_at(d.pop("processed_at"))

        record = cls(
            id=id,
            ec_id=ec_id,
            email=email,
            status=status,
            validator_used=validator_used,
            is_cached=is_cached,
            error_message=error_message,
            processed_at=processed_at,
        )

        record.additional_properties = d
        return record

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
