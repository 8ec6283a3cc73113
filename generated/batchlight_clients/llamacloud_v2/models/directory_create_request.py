# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.directory_create_request_type import DirectoryCreateRequestType
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.directory_create_request_system_metadata_type_0 import DirectoryCreateRequestSystemMetadataType0


T = TypeVar("T", bound="DirectoryCreateRequest")


@_attrs_define
class DirectoryCreateRequest:
    """
    Attributes:
        name (str): A name for people.
        type_ (DirectoryCreateRequestType | Unset): An `ephemeral` one is for a batch, and is removed by itself.
        description (None | str | Unset): A remark.
        system_metadata (DirectoryCreateRequestSystemMetadataType0 | None | Unset): For the service itself.
        connector_subscription_id (None | str | Unset): What fills the directory by itself; left out where files are
            uploaded.
    """

    name: str
    type_: DirectoryCreateRequestType | Unset = UNSET
    description: None | str | Unset = UNSET
    system_metadata: DirectoryCreateRequestSystemMetadataType0 | None | Unset = UNSET
    connector_subscription_id: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.directory_create_request_system_metadata_type_0 import DirectoryCreateRequestSystemMetadataType0  # noqa: PLC0415

        name = self.name

        type_: str | Unset = UNSET
        if not isinstance(self.type_, Unset):
            type_ = self.type_.value

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        system_metadata: dict[str, Any] | None | Unset
        if isinstance(self.system_metadata, Unset):
            system_metadata = UNSET
        elif isinstance(self.system_metadata, DirectoryCreateRequestSystemMetadataType0):
            system_metadata = self.system_metadata.to_dict()
        else:
            system_metadata = self.system_metadata

        connector_subscription_id: None | str | Unset
        if isinstance(self.connector_subscription_id, Unset):
            connector_subscription_id = UNSET
        else:
            connector_subscription_id = self.connector_subscription_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_
        if description is not UNSET:
            field_dict["description"] = description
        if system_metadata is not UNSET:
            field_dict["system_metadata"] = system_metadata
        if connector_subscription_id is not UNSET:
            field_dict["connector_subscription_id"] = connector_subscription_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.directory_create_request_system_metadata_type_0 import DirectoryCreateRequestSystemMetadataType0  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        _type_ = d.pop("type", UNSET)
        type_: DirectoryCreateRequestType | Unset
        if isinstance(_type_, Unset):
            type_ = UNSET
        else:
            type_ = DirectoryCreateRequestType(_type_)

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_system_metadata(data: object) -> DirectoryCreateRequestSystemMetadataType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                system_metadata_type_0 = DirectoryCreateRequestSystemMetadataType0.from_dict(data)

                return system_metadata_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DirectoryCreateRequestSystemMetadataType0 | None | Unset, data)

        system_metadata = _parse_system_metadata(d.pop("system_metadata", UNSET))

        def _parse_connector_subscription_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        connector_subscription_id = _parse_connector_subscription_id(d.pop("connector_subscription_id", UNSET))

        directory_create_request = cls(
            name=name,
            type_=type_,
            description=description,
            system_metadata=system_metadata,
            connector_subscription_id=connector_subscription_id,
        )

        directory_create_request.additional_properties = d
        return directory_create_request

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
