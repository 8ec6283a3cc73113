# Generated from specs/apexverify_batches by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.parsing_content_details_status import ParsingContentDetailsStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.batch_parameters import BatchParameters


T = TypeVar("T", bound="ParsingContentDetails")


@_attrs_define
class ParsingContentDetails:
    """
    Attributes:
        status (ParsingContentDetailsStatus): The content is parsed.
        batch_uuid (UUID | Unset): The batch's id.
        created_at (datetime.datetime | Unset): When the batch was made.
        updated_at (datetime.datetime | Unset): When it last changed.
        name (str | Unset): Its name.
        description (None | str | Unset): A remark.
        parameters (BatchParameters | Unset): The parameters of a batch. Which of them are always there was not seen.
    """

    status: ParsingContentDetailsStatus
    batch_uuid: UUID | Unset = UNSET
    created_at: datetime.datetime | Unset = UNSET
    updated_at: datetime.datetime | Unset = UNSET
    name: str | Unset = UNSET
    description: None | str | Unset = UNSET
    parameters: BatchParameters | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status.value

        batch_uuid: str | Unset = UNSET
        if not isinstance(self.batch_uuid, Unset):
            batch_uuid = str(self.batch_uuid)

        created_at: str | Unset = UNSET
        if not isinstance(self.created_at, Unset):
            created_at = self.created_at.isoformat()

        updated_at: str | Unset = UNSET
        if not isinstance(self.updated_at, Unset):
            updated_at = self.updated_at.isoformat()

        name = self.name

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        parameters: dict[str, Any] | Unset = UNSET
        if not isinstance(self.parameters, Unset):
            parameters = self.parameters.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
            }
        )
        if batch_uuid is not UNSET:
            field_dict["batch_uuid"] = batch_uuid
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if updated_at is not UNSET:
            field_dict["updated_at"] = updated_at
        if name is not UNSET:
            field_dict["name"] = name
        if description is not UNSET:
            field_dict["description"] = description
        if parameters is not UNSET:
            field_dict["parameters"] = parameters

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.batch_parameters import BatchParameters  # noqa: PLC0415

        d = dict(src_dict)
        status = ParsingContentDetailsStatus(d.pop("status"))

        _batch_uuid = d.pop("batch_uuid", UNSET)
        batch_uuid: UUID | Unset
        if isinstance(_batch_uuid, Unset):
            batch_uuid = UNSET
        else:
            batch_uuid = UUID(_batch_uuid)

        _created_at = d.pop("created_at", UNSET)
        created_at: datetime.datetime | Unset
        if isinstance(_created_at, Unset):
            created_at = UNSET
        else:
            created_at = datetime.datetime.fromisoformat(_created_at)

        _updated_at = d.pop("updated_at", UNSET)
        updated_at: datetime.datetime | Unset
        if isinstance(_updated_at, Unset):
            updated_at = UNSET
        else:
            updated_at = datetime.datetime.fromisoformat(_updated_at)

        name = d.pop("name", UNSET)

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        _parameters = d.pop("parameters", UNSET)
        parameters: BatchParameters | Unset
        if isinstance(_parameters, Unset):
            parameters = UNSET
        else:
            parameters = BatchParameters.from_dict(_parameters)

        parsing_content_details = cls(
            status=status,
            batch_uuid=batch_uuid,
            created_at=created_at,
            updated_at=updated_at,
            name=name,
            description=description,
            parameters=parameters,
        )

        parsing_content_details.additional_properties = d
        return parsing_content_details

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
