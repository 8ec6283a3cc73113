# Generated from specs/apexverify_batches by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="EmailContent")


@_attrs_define
class EmailContent:
    """
    Attributes:
        valid_email (int): Lines that are an address. Default: 0.
        wrong_email (int): Lines that are none. Default: 0.
        duplicate_email (int): Addresses that were there already. Default: 0.
    """

    valid_email: int = 0
    wrong_email: int = 0
    duplicate_email: int = 0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        valid_email = self.valid_email

        wrong_email = self.wrong_email

        duplicate_email = self.duplicate_email

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "valid_email": valid_email,
                "wrong_email": wrong_email,
                "duplicate_email": duplicate_email,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        valid_email = d.pop("valid_email")

        wrong_email = d.pop("wrong_email")

        duplicate_email = d.pop("duplicate_email")

        email_content = cls(
            valid_email=valid_email,
            wrong_email=wrong_email,
            duplicate_email=duplicate_email,
        )

        email_content.additional_properties = d
        return email_content

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
