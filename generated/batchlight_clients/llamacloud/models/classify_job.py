# Generated from specs/llamacloud by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.classify_job_rules_item import ClassifyJobRulesItem


T = TypeVar("T", bound="ClassifyJob")


@_attrs_define
class ClassifyJob:
    """A classify job; the same form that the classify API answers with.

    Attributes:
        id (str): The job's id.
        project_id (str): Its project.
        rules (list[ClassifyJobRulesItem]): The classes and how to tell them apart.
        status (str): The classify API's own status.
        user_id (str): Who started it.
    """

    id: str
    project_id: str
    rules: list[ClassifyJobRulesItem]
    status: str
    user_id: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        project_id = self.project_id

        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        status = self.status

        user_id = self.user_id

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

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.classify_job_rules_item import ClassifyJobRulesItem  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        project_id = d.pop("project_id")

        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = ClassifyJobRulesItem.from_dict(rules_item_data)

            rules.append(rules_item)

        status = d.pop("status")

        user_id = d.pop("user_id")

        classify_job = cls(
            id=id,
            project_id=project_id,
            rules=rules,
            status=status,
            user_id=user_id,
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
