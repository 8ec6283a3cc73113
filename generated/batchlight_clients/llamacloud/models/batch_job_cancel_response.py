# Generated from specs/llamacloud by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.batch_job_status import BatchJobStatus

T = TypeVar("T", bound="BatchJobCancelResponse")


@_attrs_define
class BatchJobCancelResponse:
    """
    Attributes:
        job_id (str): The job's id.
        status (BatchJobStatus | str):
        processed_items (int): Items that were processed before.
        message (str): A remark for people.
    """

    job_id: str
    status: BatchJobStatus | str
    processed_items: int
    message: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        job_id = self.job_id

        status: str
        if isinstance(self.status, BatchJobStatus):
            status = self.status.value
        else:
            status = self.status

        processed_items = self.processed_items

        message = self.message

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "job_id": job_id,
                "status": status,
                "processed_items": processed_items,
                "message": message,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        job_id = d.pop("job_id")

        def _parse_status(data: object) -> BatchJobStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = BatchJobStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BatchJobStatus | str, data)

        status = _parse_status(d.pop("status"))

        processed_items = d.pop("processed_items")

        message = d.pop("message")

        batch_job_cancel_response = cls(
            job_id=job_id,
            status=status,
            processed_items=processed_items,
            message=message,
        )

        batch_job_cancel_response.additional_properties = d
        return batch_job_cancel_response

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
