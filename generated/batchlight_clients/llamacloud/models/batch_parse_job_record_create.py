# Generated from specs/llamacloud by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.batch_parse_job_config import BatchParseJobConfig
    from ..models.batch_parse_job_record_create_partitions import BatchParseJobRecordCreatePartitions


T = TypeVar("T", bound="BatchParseJobRecordCreate")


@_attrs_define
class BatchParseJobRecordCreate:
    """A parse job. No field is required.

    Attributes:
        job_name (Literal['parse_raw_file_job'] | Unset):  Default: 'parse_raw_file_job'.
        parameters (BatchParseJobConfig | None | Unset): How to parse.
        partitions (BatchParseJobRecordCreatePartitions | Unset): How the job is partitioned.
        session_id (None | str | Unset): The session it belongs to.
        correlation_id (None | str | Unset): An id to find it by.
        parent_job_execution_id (None | str | Unset): The execution that started it.
        user_id (None | str | Unset): Who started it.
        project_id (None | str | Unset): Its project.
        webhook_url (None | str | Unset): Where to report to.
    """

    job_name: Literal["parse_raw_file_job"] | Unset = "parse_raw_file_job"
    parameters: BatchParseJobConfig | None | Unset = UNSET
    partitions: BatchParseJobRecordCreatePartitions | Unset = UNSET
    session_id: None | str | Unset = UNSET
    correlation_id: None | str | Unset = UNSET
    parent_job_execution_id: None | str | Unset = UNSET
    user_id: None | str | Unset = UNSET
    project_id: None | str | Unset = UNSET
    webhook_url: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.batch_parse_job_config import BatchParseJobConfig  # noqa: PLC0415

        job_name = self.job_name

        parameters: dict[str, Any] | None | Unset
        if isinstance(self.parameters, Unset):
            parameters = UNSET
        elif isinstance(self.parameters, BatchParseJobConfig):
            parameters = self.parameters.to_dict()
        else:
            parameters = self.parameters

        partitions: dict[str, Any] | Unset = UNSET
        if not isinstance(self.partitions, Unset):
            partitions = self.partitions.to_dict()

        session_id: None | str | Unset
        if isinstance(self.session_id, Unset):
            session_id = UNSET
        else:
            session_id = self.session_id

        correlation_id: None | str | Unset
        if isinstance(self.correlation_id, Unset):
            correlation_id = UNSET
        else:
            correlation_id = self.correlation_id

        parent_job_execution_id: None | str | Unset
        if isinstance(self.parent_job_execution_id, Unset):
            parent_job_execution_id = UNSET
        else:
            parent_job_execution_id = self.parent_job_execution_id

        user_id: None | str | Unset
        if isinstance(self.user_id, Unset):
            user_id = UNSET
        else:
            user_id = self.user_id

        project_id: None | str | Unset
        if isinstance(self.project_id, Unset):
            project_id = UNSET
        else:
            project_id = self.project_id

        webhook_url: None | str | Unset
        if isinstance(self.webhook_url, Unset):
            webhook_url = UNSET
        else:
            webhook_url = self.webhook_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if job_name is not UNSET:
            field_dict["job_name"] = job_name
        if parameters is not UNSET:
            field_dict["parameters"] = parameters
        if partitions is not UNSET:
            field_dict["partitions"] = partitions
        if session_id is not UNSET:
            field_dict["session_id"] = session_id
        if correlation_id is not UNSET:
            field_dict["correlation_id"] = correlation_id
        if parent_job_execution_id is not UNSET:
            field_dict["parent_job_execution_id"] = parent_job_execution_id
        if user_id is not UNSET:
            field_dict["user_id"] = user_id
        if project_id is not UNSET:
            field_dict["project_id"] = project_id
        if webhook_url is not UNSET:
            field_dict["webhook_url"] = webhook_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.batch_parse_job_config import BatchParseJobConfig  # noqa: PLC0415
        from ..models.batch_parse_job_record_create_partitions import BatchParseJobRecordCreatePartitions  # noqa: PLC0415

        d = dict(src_dict)
        job_name = cast(Literal["parse_raw_file_job"] | Unset, d.pop("job_name", UNSET))
        if job_name != "parse_raw_file_job" and not isinstance(job_name, Unset):
            raise ValueError(f"job_name must match const 'parse_raw_file_job', got '{job_name}'")

        def _parse_parameters(data: object) -> BatchParseJobConfig | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                parameters_type_0 = BatchParseJobConfig.from_dict(data)

                return parameters_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BatchParseJobConfig | None | Unset, data)

        parameters = _parse_parameters(d.pop("parameters", UNSET))

        _partitions = d.pop("partitions", UNSET)
        partitions: BatchParseJobRecordCreatePartitions | Unset
        if isinstance(_partitions, Unset):
            partitions = UNSET
        else:
            partitions = BatchParseJobRecordCreatePartitions.from_dict(_partitions)

        def _parse_session_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        session_id = _parse_session_id(d.pop("session_id", UNSET))

        def _parse_correlation_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        correlation_id = _parse_correlation_id(d.pop("correlation_id", UNSET))

        def _parse_parent_job_execution_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        parent_job_execution_id = _parse_parent_job_execution_id(d.pop("parent_job_execution_id", UNSET))

        def _parse_user_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        user_id = _parse_user_id(d.pop("user_id", UNSET))

        def _parse_project_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        project_id = _parse_project_id(d.pop("project_id", UNSET))

        def _parse_webhook_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        webhook_url = _parse_webhook_url(d.pop("webhook_url", UNSET))

        batch_parse_job_record_create = cls(
            job_name=job_name,
            parameters=parameters,
            partitions=partitions,
            session_id=session_id,
            correlation_id=correlation_id,
            parent_job_execution_id=parent_job_execution_id,
            user_id=user_id,
            project_id=project_id,
            webhook_url=webhook_url,
        )

        batch_parse_job_record_create.additional_properties = d
        return batch_parse_job_record_create

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
