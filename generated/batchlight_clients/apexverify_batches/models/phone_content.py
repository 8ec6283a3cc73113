# Generated from specs/apexverify_batches by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PhoneContent")


@_attrs_define
class PhoneContent:
    """
    Attributes:
        valid_phone (int): Lines that are a number. Default: 0.
        wrong_phone (int): Lines that are none. Default: 0.
        duplicate_phone (int): Numbers that were there already. Default: 0.
    """

    valid_phone: int = 0
    wrong_phone: int = 0
    duplicate_phone: int = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        valid_phone = self.valid_phone

        wrong_phone = self.wrong_phone

        duplicate_phone = self.duplicate_phone

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "valid_phone": valid_phone,
                "wrong_phone": wrong_phone,
                "duplicate_phone": duplicate_phone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        valid_phone = d.pop("valid_phone")

        wrong_phone = d.pop("wrong_phone")

        duplicate_phone = d.pop("duplicate_phone")

        phone_content = cls(
            valid_phone=valid_phone,
            wrong_phone=wrong_phone,
            duplicate_phone=duplicate_phone,
        )

        phone_content.additional_properties = d
        return phone_content

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
