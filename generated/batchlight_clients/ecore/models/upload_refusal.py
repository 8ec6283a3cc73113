# Generated from specs/ecore by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.upload_refusal_emails import UploadRefusalEmails


T = TypeVar("T", bound="UploadRefusal")


@_attrs_define
class UploadRefusal:
    """Either `error` alone, or fields with their messages.

    Attributes:
        error (str | Unset): What is wrong.
        emails (UploadRefusalEmails | Unset): From the index of a bad address (as a string) to its messages.
    """

    error: str | Unset = UNSET
    emails: UploadRefusalEmails | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        error = self.error

        emails: dict[str, Any] | Unset = UNSET
        if not isinstance(self.emails, Unset):
            emails = self.emails.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if error is not UNSET:
            field_dict["error"] = error
        if emails is not UNSET:
            field_dict["emails"] = emails

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.upload_refusal_emails import UploadRefusalEmails  # noqa: PLC0415

        d = dict(src_dict)
        error = d.pop("error", UNSET)

        _emails = d.pop("emails", UNSET)
        emails: UploadRefusalEmails | Unset
        if isinstance(_emails, Unset):
            emails = UNSET
        else:
            emails = UploadRefusalEmails.from_dict(_emails)

        upload_refusal = cls(
            error=error,
            emails=emails,
        )

        upload_refusal.additional_properties = d
        return upload_refusal

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
