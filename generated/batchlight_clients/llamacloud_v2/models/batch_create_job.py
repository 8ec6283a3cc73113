# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_type import JobType

T = TypeVar("T", bound="BatchCreateJob")


@_attrs_define
class BatchCreateJob:
    """
    Attributes:
        type_ (JobType): What is done with each file.
        configuration_id (str): A saved configuration of that product, or one that is built in, such as cfg-
            PARSE_AGENTIC.
    """

    type_: JobType
    configuration_id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        configuration_id = self.configuration_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "configuration_id": configuration_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = JobType(d.pop("type"))

        configuration_id = d.pop("configuration_id")

        batch_create_job = cls(
            type_=type_,
            configuration_id=configuration_id,
        )

        batch_create_job.additional_properties = d
        return batch_create_job

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
