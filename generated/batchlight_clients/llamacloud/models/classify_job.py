# Generated from specs/llamacloud by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.classify_job_mode import ClassifyJobMode
from ..models.classify_status import ClassifyStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.classifier_rule import ClassifierRule
    from ..models.classify_parsing_configuration import ClassifyParsingConfiguration


T = TypeVar("T", bound="ClassifyJob")


@_attrs_define
class ClassifyJob:
    """A classify job; the same form that the classify API answers with.

    Attributes:
        id (str): The job's id.
        project_id (str): Its project.
        rules (list[ClassifierRule]): The classes and how to tell them apart.
        status (ClassifyStatus): Where a classify job stands, in the classify API's own words.
        user_id (str): Who started it.
        mode (ClassifyJobMode | Unset): How the documents are looked at.
        parsing_configuration (ClassifyParsingConfiguration | Unset): How the documents are parsed before.
        job_record_id (None | str | Unset): The record that this status belongs to.
        error_message (None | str | Unset): What went wrong in the latest attempt.
        effective_at (datetime.datetime | Unset): When the record took effect.
        created_at (datetime.datetime | None | Unset): When the job was created.
        updated_at (datetime.datetime | None | Unset): When the job last changed.
    """

    id: str
    project_id: str
    rules: list[ClassifierRule]
    status: ClassifyStatus
    user_id: str
    mode: ClassifyJobMode | Unset = UNSET
    parsing_configuration: ClassifyParsingConfiguration | Unset = UNSET
    job_record_id: None | str | Unset = UNSET
    error_message: None | str | Unset = UNSET
    effective_at: datetime.datetime | Unset = UNSET
    created_at: datetime.datetime | None | Unset = UNSET
    updated_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        project_id = self.project_id

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        status = self.status.value

        user_id = self.user_id

        mode: str | Unset = UNSET
        if not isinstance(self.mode, Unset):
            mode = self.mode.value

        parsing_configuration: dict[str, Any] | Unset = UNSET
        if not isinstance(self.parsing_configuration, Unset):
            parsing_configuration = self.parsing_configuration.to_dict()

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

        effective_at: str | Unset = UNSET
        if not isinstance(self.effective_at, Unset):
            effective_at = self.effective_at.isoformat()

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

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "project_id": project_id,
                "rules": rules,
                "status": status,
                "user_id": user_id,
            }
        )
        if mode is not UNSET:
            field_dict["mode"] = mode
        if parsing_configuration is not UNSET:
            field_dict["parsing_configuration"] = parsing_configuration
        if job_record_id is not UNSET:
            field_dict["job_record_id"] = job_record_id
        if error_message is not UNSET:
            field_dict["error_message"] = error_message
        if effective_at is not UNSET:
            field_dict["effective_at"] = effective_at
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if updated_at is not UNSET:
            field_dict["updated_at"] = updated_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.classifier_rule import ClassifierRule  # noqa: PLC0415
        from ..models.classify_parsing_configuration import ClassifyParsingConfiguration  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        project_id = d.pop("project_id")

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = ClassifierRule.from_dict(rules_item_data)

            rules.append(rules_item)

        status = ClassifyStatus(d.pop("status"))

        user_id = d.pop("user_id")

        _mode = d.pop("mode", UNSET)
        mode: ClassifyJobMode | Unset
        if isinstance(_mode, Unset):
            mode = UNSET
        else:
            mode = ClassifyJobMode(_mode)

        _parsing_configuration = d.pop("parsing_configuration", UNSET)
        parsing_configuration: ClassifyParsingConfiguration | Unset
        if isinstance(_parsing_configuration, Unset):
            parsing_configuration = UNSET
        else:
            parsing_configuration = ClassifyParsingConfiguration.from_dict(_parsing_configuration)

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

        _effective_at = d.pop("effective_at", UNSET)
        effective_at: datetime.datetime | Unset
        if isinstance(_effective_at, Unset):
            effective_at = UNSET
        else:
            effective_at = datetime.datetime.fromisoformat(_effective_at)

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

        classify_job = cls(
            id=id,
            project_id=project_id,
            rules=rules,
            status=status,
            user_id=user_id,
            mode=mode,
            parsing_configuration=parsing_configuration,
            job_record_id=job_record_id,
            error_message=error_message,
            effective_at=effective_at,
            created_at=created_at,
            updated_at=updated_at,
        )

        classify_job.additional_properties = d
        return classify_job

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
