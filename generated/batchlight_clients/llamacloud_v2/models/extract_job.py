# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.extract_job_status import ExtractJobStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="ExtractJob")


@_attrs_define
class ExtractJob:
    """The job. The client knows more fields; all of them are kept.

    Attributes:
        id (str): The job's id.
        project_id (str): The project that it belongs to.
        file_input (str): The file, or the parse job, that was extracted from.
        status (ExtractJobStatus | str):
        created_at (datetime.datetime): When it was created.
        updated_at (datetime.datetime): When it last changed.
        error_message (None | str | Unset): What went wrong.
        extract_result (Any | Unset): What was extracted: an object, or a list of objects.
    """

    id: str
    project_id: str
    file_input: str
    status: ExtractJobStatus | str
    created_at: datetime.datetime
    updated_at: datetime.datetime
    error_message: None | str | Unset = UNSET
    extract_result: Any | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        project_id = self.project_id

        file_input = self.file_input

        status: str
        if isinstance(self.status, ExtractJobStatus):
            status = self.status.value
        else:
            status = self.status

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        error_message: None | str | Unset
        if isinstance(self.error_message, Unset):
            error_message = UNSET
        else:
            error_message = self.error_message

        extract_result = self.extract_result

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "project_id": project_id,
                "file_input": file_input,
                "status": status,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
        if error_message is not UNSET:
            field_dict["error_message"] = error_message
        if extract_result is not UNSET:
            field_dict["extract_result"] = extract_result

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        project_id = d.pop("project_id")

        file_input = d.pop("file_input")

        def _parse_status(data: object) -> ExtractJobStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = ExtractJobStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ExtractJobStatus | str, data)

        status = _parse_status(d.pop("status"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_error_message(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        error_message = _parse_error_message(d.pop("error_message", UNSET))

        extract_result = d.pop("extract_result", UNSET)

        extract_job = cls(
            id=id,
            project_id=project_id,
            file_input=file_input,
            status=status,
            created_at=created_at,
            updated_at=updated_at,
            error_message=error_message,
            extract_result=extract_result,
        )

        extract_job.additional_properties = d
        return extract_job

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
