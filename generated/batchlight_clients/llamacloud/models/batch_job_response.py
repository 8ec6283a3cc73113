# Generated from specs/llamacloud by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.batch_job_status import BatchJobStatus
from ..models.batch_job_type import BatchJobType
from ..types import UNSET, Unset

T = TypeVar("T", bound="BatchJobResponse")


@_attrs_define
class BatchJobResponse:
    """
    Attributes:
        id (str): The job's id.
        project_id (str): The project the job belongs to.
        job_type (BatchJobType | str):
        status (BatchJobStatus | str):
        total_items (int): Items in the job.
        processed_items (int | None): Items processed so far. Default: 0.
        failed_items (int | None): Items that failed. Default: 0.
        skipped_items (int | None): Items passed over: processed before, or too large. Default: 0.
        effective_at (datetime.datetime | None | Unset): When the record took effect.
        job_record_id (None | str | Unset): The record that this status belongs to.
        error_message (None | str | Unset): What went wrong in the latest attempt.
        directory_id (None | str | Unset): The directory that is processed.
        workflow_id (None | str | Unset): An id to track the work by.
        created_at (datetime.datetime | None | Unset): When the job was created.
        updated_at (datetime.datetime | None | Unset): When the job last changed.
        started_at (datetime.datetime | None | Unset): When processing began.
        completed_at (datetime.datetime | None | Unset): When the job ended.
    """

    id: str
    project_id: str
    job_type: BatchJobType | str
    status: BatchJobStatus | str
    total_items: int
    processed_items: int | None = 0
    failed_items: int | None = 0
    skipped_items: int | None = 0
    effective_at: datetime.datetime | None | Unset = UNSET
    job_record_id: None | str | Unset = UNSET
    error_message: None | str | Unset = UNSET
    directory_id: None | str | Unset = UNSET
    workflow_id: None | str | Unset = UNSET
    created_at: datetime.datetime | None | Unset = UNSET
    updated_at: datetime.datetime | None | Unset = UNSET
    started_at: datetime.datetime | None | Unset = UNSET
    completed_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        project_id = self.project_id

        job_type: str
        if isinstance(self.job_type, BatchJobType):
            job_type = self.job_type.value
        else:
            job_type = self.job_type

        status: str
        if isinstance(self.status, BatchJobStatus):
            status = self.status.value
        else:
            status = self.status

        total_items = self.total_items

        processed_items: int | None
        processed_items = self.processed_items

        failed_items: int | None
        failed_items = self.failed_items

        skipped_items: int | None
        skipped_items = self.skipped_items

        effective_at: None | str | Unset
        if isinstance(self.effective_at, Unset):
            effective_at = UNSET
        elif isinstance(self.effective_at, datetime.datetime):
            effective_at = self.effective_at.isoformat()
        else:
            effective_at = self.effective_at

        job_record_id: None | str | Unset
        if isinstance(self.job_record_id, Unset):
            job_record_id = UNSET
        else:
            job_record_id = self.job_record_id

        error_message: None | str | Unset
        if isinstance(self.error_message, Unset):
            error_message = UNSET
        else:
            error_message = self.error_message

        directory_id: None | str | Unset
        if isinstance(self.directory_id, Unset):
            directory_id = UNSET
        else:
            directory_id = self.directory_id

        workflow_id: None | str | Unset
        if isinstance(self.workflow_id, Unset):
            workflow_id = UNSET
        else:
            workflow_id = self.workflow_id

        created_at: None | str | Unset
        if isinstance(self.created_at, Unset):
            created_at = UNSET
        elif isinstance(self.created_at, datetime.datetime):
            created_at = self.created_at.isoformat()
        else:
            created_at = self.created_at

        updated_at: None | str | Unset
        if isinstance(self.updated_at, Unset):
            updated_at = UNSET
        elif isinstance(self.updated_at, datetime.datetime):
            updated_at = self.updated_at.isoformat()
        else:
            updated_at = self.updated_at

        started_at: None | str | Unset
        if isinstance(self.started_at, Unset):
            started_at = UNSET
        elif isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        completed_at: None | str | Unset
        if isinstance(self.completed_at, Unset):
            completed_at = UNSET
        elif isinstance(self.completed_at, datetime.datetime):
            completed_at = self.completed_at.isoformat()
        else:
            completed_at = self.completed_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "project_id": project_id,
                "job_type": job_type,
                "status": status,
                "total_items": total_items,
                "processed_items": processed_items,
                "failed_items": failed_items,
                "skipped_items": skipped_items,
            }
        )
        if effective_at is not UNSET:
            field_dict["effective_at"] = effective_at
        if job_record_id is not UNSET:
            field_dict["job_record_id"] = job_record_id
        if error_message is not UNSET:
            field_dict["error_message"] = error_message
        if directory_id is not UNSET:
            field_dict["directory_id"] = directory_id
        if workflow_id is not UNSET:
            field_dict["workflow_id"] = workflow_id
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if updated_at is not UNSET:
            field_dict["updated_at"] = updated_at
        if started_at is not UNSET:
            field_dict["started_at"] = started_at
        if completed_at is not UNSET:
            field_dict["completed_at"] = completed_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        project_id = d.pop("project_id")

        def _parse_job_type(data: object) -> BatchJobType | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                job_type_type_0 = BatchJobType(data)

                return job_type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BatchJobType | str, data)

        job_type = _parse_job_type(d.pop("job_type"))

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

        total_items = d.pop("total_items")

        def _parse_processed_items(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        processed_items = _parse_processed_items(d.pop("processed_items", 0))

        def _parse_failed_items(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        failed_items = _parse_failed_items(d.pop("failed_items", 0))

        def _parse_skipped_items(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        skipped_items = _parse_skipped_items(d.pop("skipped_items", 0))

        def _parse_effective_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                effective_at_type_0 = datetime.datetime.fromisoformat(data)

                return effective_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        effective_at = _parse_effective_at(d.pop("effective_at", UNSET))

        def _parse_job_record_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        job_record_id = _parse_job_record_id(d.pop("job_record_id", UNSET))

        def _parse_error_message(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        error_message = _parse_error_message(d.pop("error_message", UNSET))

        def _parse_directory_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        directory_id = _parse_directory_id(d.pop("directory_id", UNSET))

        def _parse_workflow_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        workflow_id = _parse_workflow_id(d.pop("workflow_id", UNSET))

        def _parse_created_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                created_at_type_0 = datetime.datetime.fromisoformat(data)

                return created_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        created_at = _parse_created_at(d.pop("created_at", UNSET))

        def _parse_updated_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                updated_at_type_0 = datetime.datetime.fromisoformat(data)

                return updated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        updated_at = _parse_updated_at(d.pop("updated_at", UNSET))

        def _parse_started_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        started_at = _parse_started_at(d.pop("started_at", UNSET))

        def _parse_completed_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                completed_at_type_0 = datetime.datetime.fromisoformat(data)

                return completed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        completed_at = _parse_completed_at(d.pop("completed_at", UNSET))

        batch_job_response = cls(
            id=id,
            project_id=project_id,
            job_type=job_type,
            status=status,
            total_items=total_items,
            processed_items=processed_items,
            failed_items=failed_items,
            skipped_items=skipped_items,
            effective_at=effective_at,
            job_record_id=job_record_id,
            error_message=error_message,
            directory_id=directory_id,
            workflow_id=workflow_id,
            created_at=created_at,
            updated_at=updated_at,
            started_at=started_at,
            completed_at=completed_at,
        )

        batch_job_response.additional_properties = d
        return batch_job_response

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
