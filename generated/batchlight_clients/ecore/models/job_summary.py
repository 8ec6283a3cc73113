# Generated from specs/ecore by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_status import JobStatus

T = TypeVar("T", bound="JobSummary")


@_attrs_define
class JobSummary:
    """
    Attributes:
        id (int): The job's id.
        uuid (UUID): The job's uuid; paths do not take it.
        list_name (str): The list's name.
        status (JobStatus | str):
        total_records (int): Unique addresses in the job.
        valid_count (int): Records that are Valid.
        invalid_count (int): Records that are Invalid.
        unknown_count (int): Records that are Unknown.
        total_credits_charged (float): Credits charged after refunds.
        credits_charged_at (datetime.datetime | None): When the first charge was made.
        created_at (datetime.datetime): When the job was created.
        started_at (datetime.datetime | None): When a worker took the job.
        completed_at (datetime.datetime | None): When the job ended, well or badly.
        duration (None | str): The processing time for people, such as "1m 16s".
        results_summary (str): Processed records of all, such as "250/250".
    """

    id: int
    uuid: UUID
    list_name: str
    status: JobStatus | str
    total_records: int
    valid_count: int
    invalid_count: int
    unknown_count: int
    total_credits_charged: float
    credits_charged_at: datetime.datetime | None
    created_at: datetime.datetime
    started_at: datetime.datetime | None
    completed_at: datetime.datetime | None
    duration: None | str
    results_summary: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        uuid = str(self.uuid)

        list_name = self.list_name

        status: str
        if isinstance(self.status, JobStatus):
            status = self.status.value
        else:
            status = self.status

        total_records = self.total_records

        valid_count = self.valid_count

        invalid_count = self.invalid_count

        unknown_count = self.unknown_count

        total_credits_charged = self.total_credits_charged

        credits_charged_at: None | str
        if isinstance(self.credits_charged_at, datetime.datetime):
            credits_charged_at = self.credits_charged_at.isoformat()
        else:
            credits_charged_at = self.credits_charged_at

        created_at = self.created_at.isoformat()

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        completed_at: None | str
        if isinstance(self.completed_at, datetime.datetime):
            completed_at = self.completed_at.isoformat()
        else:
            completed_at = self.completed_at

        duration: None | str
        duration = self.duration

        results_summary = self.results_summary

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "uuid": uuid,
                "list_name": list_name,
                "status": status,
                "total_records": total_records,
                "valid_count": valid_count,
                "invalid_count": invalid_count,
                "unknown_count": unknown_count,
                "total_credits_charged": total_credits_charged,
                "credits_charged_at": credits_charged_at,
                "created_at": created_at,
                "started_at": started_at,
                "completed_at": completed_at,
                "duration": duration,
                "results_summary": results_summary,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        uuid = UUID(d.pop("uuid"))

        list_name = d.pop("list_name")

        def _parse_status(data: object) -> JobStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = JobStatus(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JobStatus | str, data)

        status = _parse_status(d.pop("status"))

        total_records = d.pop("total_records")

        valid_count = d.pop("valid_count")

        invalid_count = d.pop("invalid_count")

        unknown_count = d.pop("unknown_count")

        total_credits_charged = d.pop("total_credits_charged")

        def _parse_credits_charged_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                credits_charged_at_type_0 = datetime.datetime.fromisoformat(data)

                return credits_charged_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        credits_charged_at = _parse_credits_charged_at(d.pop("credits_charged_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

        def _parse_completed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                completed_at_type_0 = datetime.datetime.fromisoformat(data)

                return completed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        completed_at = _parse_completed_at(d.pop("completed_at"))

        def _parse_duration(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        duration = _parse_duration(d.pop("duration"))

        results_summary = d.pop("results_summary")

        job_summary = cls(
            id=id,
            uuid=uuid,
            list_name=list_name,
            status=status,
            total_records=total_records,
            valid_count=valid_count,
            invalid_count=invalid_count,
            unknown_count=unknown_count,
            total_credits_charged=total_credits_charged,
            credits_charged_at=credits_charged_at,
            created_at=created_at,
            started_at=started_at,
            completed_at=completed_at,
            duration=duration,
            results_summary=results_summary,
        )

        job_summary.additional_properties = d
        return job_summary

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
