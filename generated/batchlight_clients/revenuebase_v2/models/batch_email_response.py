# Generated from specs/revenuebase_v2 by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.submission_status import SubmissionStatus

T = TypeVar("T", bound="BatchEmailResponse")


@_attrs_define
class BatchEmailResponse:
    """
    Attributes:
        process_id (int): The job's id.
        filename (str): The uploaded file's name.
        status (str | SubmissionStatus): Always "PROCESSING QUEUED" when the submission was accepted. It is not one of
            the job statuses.
    """

    process_id: int
    filename: str
    status: str | SubmissionStatus
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        process_id = self.process_id

        filename = self.filename

        status: str
        if isinstance(self.status, SubmissionStatus):
            status = self.status.value
        else:
            status = self.status

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "process_id": process_id,
                "filename": filename,
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        process_id = d.pop("process_id")

        filename = d.pop("filename")

        def _parse_status(data: object) -> str | SubmissionStatus:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = SubmissionStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | SubmissionStatus, data)

        status = _parse_status(d.pop("status"))

        batch_email_response = cls(
            process_id=process_id,
            filename=filename,
            status=status,
        )

        batch_email_response.additional_properties = d
        return batch_email_response

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
