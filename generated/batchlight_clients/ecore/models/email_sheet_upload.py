# Generated from specs/ecore by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..types import UNSET, File, FileTypes, Unset

T = TypeVar("T", bound="EmailSheetUpload")


@_attrs_define
class EmailSheetUpload:
    """
    Attributes:
        csv_file (File | Unset): A .csv, .xls, .xlsx or .xlsm sheet with a column named email, e-mail, email_address or
            email address (in any case) and, if wanted, ec_id.
        file (File | Unset): Taken when there is no csv_file.
        list_name (str | Unset): The list's name; by default the file's name.
    """

    csv_file: File | Unset = UNSET
    file: File | Unset = UNSET
    list_name: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        csv_file: FileTypes | Unset = UNSET
        if not isinstance(self.csv_file, Unset):
            csv_file = self.csv_file.to_tuple()

        file: FileTypes | Unset = UNSET
        if not isinstance(self.file, Unset):
            file = self.file.to_tuple()

        list_name = self.list_name

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if csv_file is not UNSET:
            field_dict["csv_file"] = csv_file
        if file is not UNSET:
            field_dict["file"] = file
        if list_name is not UNSET:
            field_dict["list_name"] = list_name

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        if not isinstance(self.csv_file, Unset):
            files.append(("csv_file", self.csv_file.to_tuple()))

        if not isinstance(self.file, Unset):
            files.append(("file", self.file.to_tuple()))

        if not isinstance(self.list_name, Unset):
            files.append(("list_name", (None, str(self.list_name).encode(), "text/plain")))

        for prop_name, prop in self.additional_properties.items():
            files.append((prop_name, (None, str(prop).encode(), "text/plain")))

        return files

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _csv_file = d.pop("csv_file", UNSET)
        csv_file: File | Unset
        if isinstance(_csv_file, Unset):
            csv_file = UNSET
        else:
            csv_file = File(payload=BytesIO(_csv_file))

        _file = d.pop("file", UNSET)
        file: File | Unset
        if isinstance(_file, Unset):
            file = UNSET
        else:
            file = File(payload=BytesIO(_file))

        list_name = d.pop("list_name", UNSET)

        email_sheet_upload = cls(
            csv_file=csv_file,
            file=file,
            list_name=list_name,
        )

        email_sheet_upload.additional_properties = d
        return email_sheet_upload

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
