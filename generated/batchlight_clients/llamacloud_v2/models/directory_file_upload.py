# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..types import UNSET, File, Unset

T = TypeVar("T", bound="DirectoryFileUpload")


@_attrs_define
class DirectoryFileUpload:
    """
    Attributes:
        upload_file (File): The file.
        display_name (str | Unset): Its name here; by default its own.
        unique_id (str | Unset): Its id in the directory; by default of its external id or its name.
        external_file_id (str | Unset): Its id elsewhere.
        metadata (str | Unset): The caller's own words about it, an object in JSON.
    """

    upload_file: File
    display_name: str | Unset = UNSET
    unique_id: str | Unset = UNSET
    external_file_id: str | Unset = UNSET
    metadata: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        upload_file = self.upload_file.to_tuple()

        display_name = self.display_name

        unique_id = self.unique_id

        external_file_id = self.external_file_id

        metadata = self.metadata

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "upload_file": upload_file,
            }
        )
        if display_name is not UNSET:
            field_dict["display_name"] = display_name
        if unique_id is not UNSET:
            field_dict["unique_id"] = unique_id
        if external_file_id is not UNSET:
            field_dict["external_file_id"] = external_file_id
        if metadata is not UNSET:
            field_dict["metadata"] = metadata

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("upload_file", self.upload_file.to_tuple()))

        if not isinstance(self.display_name, Unset):
            files.append(("display_name", (None, str(self.display_name).encode(), "text/plain")))

        if not isinstance(self.unique_id, Unset):
            files.append(("unique_id", (None, str(self.unique_id).encode(), "text/plain")))

        if not isinstance(self.external_file_id, Unset):
            files.append(("external_file_id", (None, str(self.external_file_id).encode(), "text/plain")))

        if not isinstance(self.metadata, Unset):
            files.append(("metadata", (None, str(self.metadata).encode(), "text/plain")))

        for prop_name, prop in self.additional_properties.items():
            files.append((prop_name, (None, str(prop).encode(), "text/plain")))

        return files

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        upload_file = File(payload=BytesIO(d.pop("upload_file")))

        display_name = d.pop("display_name", UNSET)

        unique_id = d.pop("unique_id", UNSET)

        external_file_id = d.pop("external_file_id", UNSET)

        metadata = d.pop("metadata", UNSET)

        directory_file_upload = cls(
            upload_file=upload_file,
            display_name=display_name,
            unique_id=unique_id,
            external_file_id=external_file_id,
            metadata=metadata,
        )

        directory_file_upload.additional_properties = d
        return directory_file_upload

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
