# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.job_reference import JobReference


T = TypeVar("T", bound="BatchResult")


@_attrs_define
class BatchResult:
    """
    Attributes:
        source_directory_file_id (str): The file in the directory, such as dfl-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee.
        job_reference (JobReference | None | Unset): The job that was made of it; how it went, the job says.
        error_message (None | str | Unset): Why no job could be made of it.
    """

    source_directory_file_id: str
    job_reference: JobReference | None | Unset = UNSET
    error_message: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.job_reference import JobReference  # noqa: PLC0415

        source_directory_file_id = self.source_directory_file_id

        job_reference: dict[str, Any] | None | Unset
        if isinstance(self.job_reference, Unset):
            job_reference = UNSET
        elif isinstance(self.job_reference, JobReference):
            job_reference = self.job_reference.to_dict()
        else:
            job_reference = self.job_reference

        error_message: None | str | Unset
        if isinstance(self.error_message, Unset):
            error_message = UNSET
        else:
            error_message = self.error_message

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "source_directory_file_id": source_directory_file_id,
            }
        )
        if job_reference is not UNSET:
            field_dict["job_reference"] = job_reference
        if error_message is not UNSET:
            field_dict["error_message"] = error_message

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.job_reference import JobReference  # noqa: PLC0415

        d = dict(src_dict)
        source_directory_file_id = d.pop("source_directory_file_id")

        def _parse_job_reference(data: object) -> JobReference | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                job_reference_type_0 = JobReference.from_dict(data)

                return job_reference_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JobReference | None | Unset, data)

        job_reference = _parse_job_reference(d.pop("job_reference", UNSET))

        def _parse_error_message(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        error_message = _parse_error_message(d.pop("error_message", UNSET))

        batch_result = cls(
            source_directory_file_id=source_directory_file_id,
            job_reference=job_reference,
            error_message=error_message,
        )

        batch_result.additional_properties = d
        return batch_result

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
