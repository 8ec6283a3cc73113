# Generated from specs/revenuebase_v2 by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.batch_status import BatchStatus

T = TypeVar("T", bound="BatchEmailStatusResponse")


@_attrs_define
class BatchEmailStatusResponse:
    """
    Attributes:
        process_id (int): The job's id.
        filename (str): The uploaded file's name.
        current_status (BatchStatus | str): Where the job stands.
        message (str): A remark of the service for people.
    """

    process_id: int
    filename: str
    current_status: BatchStatus | str
    message: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        process_id = self.process_id

        filename = self.filename

        current_status: str
        if isinstance(self.current_status, BatchStatus):
            current_status = self.current_status.value
        else:
            current_status = self.current_status

        message = self.message

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "process_id": process_id,
                "filename": filename,
                "current_status": current_status,
                "message": message,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        process_id = d.pop("process_id")

        filename = d.pop("filename")

        def _parse_current_status(data: object) -> BatchStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                current_status_type_0 = BatchStatus(data)

                return current_status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BatchStatus | str, data)

        current_status = _parse_current_status(d.pop("current_status"))

        message = d.pop("message")

        batch_email_status_response = cls(
            process_id=process_id,
            filename=filename,
            current_status=current_status,
            message=message,
        )

        batch_email_status_response.additional_properties = d
        return batch_email_status_response

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
