# Generated from specs/apexverify by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="VerificationStats")


@_attrs_define
class VerificationStats:
    """
    Attributes:
        total_verification (int | None | Unset):  Default: 0.
        total_verification_valid (int | None | Unset):  Default: 0.
        total_verification_wrong (int | None | Unset):  Default: 0.
        total_verification_unknown (int | None | Unset):  Default: 0.
        total_verification_duplicate (int | None | Unset):  Default: 0.
        total_verification_account_cache (int | None | Unset):  Default: 0.
        total_verification_global_cache (int | None | Unset):  Default: 0.
        total_verification_valid_perc (float | None | Unset):  Default: 0.0.
        total_verification_wrong_perc (float | None | Unset):  Default: 0.0.
        total_verification_unknown_perc (float | None | Unset):  Default: 0.0.
        total_verification_account_cache_perc (float | None | Unset):  Default: 0.0.
        total_verification_global_cache_perc (float | None | Unset):  Default: 0.0.
    """

    total_verification: int | None | Unset = 0
    total_verification_valid: int | None | Unset = 0
    total_verification_wrong: int | None | Unset = 0
    total_verification_unknown: int | None | Unset = 0
    total_verification_duplicate: int | None | Unset = 0
    total_verification_account_cache: int | None | Unset = 0
    total_verification_global_cache: int | None | Unset = 0
    total_verification_valid_perc: float | None | Unset = 0.0
    total_verification_wrong_perc: float | None | Unset = 0.0
    total_verification_unknown_perc: float | None | Unset = 0.0
    total_verification_account_cache_perc: float | None | Unset = 0.0
    total_verification_global_cache_perc: float | None | Unset = 0.0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        total_verification: int | None | Unset
        if isinstance(self.total_verification, Unset):
            total_verification = UNSET
        else:
            total_verification = self.total_verification

        total_verification_valid: int | None | Unset
        if isinstance(self.total_verification_valid, Unset):
            total_verification_valid = UNSET
        else:
            total_verification_valid = self.total_verification_valid

        total_verification_wrong: int | None | Unset
        if isinstance(self.total_verification_wrong, Unset):
            total_verification_wrong = UNSET
        else:
            total_verification_wrong = self.total_verification_wrong

        total_verification_unknown: int | None | Unset
        if isinstance(self.total_verification_unknown, Unset):
            total_verification_unknown = UNSET
        else:
            total_verification_unknown = self.total_verification_unknown

        total_verification_duplicate: int | None | Unset
        if isinstance(self.total_verification_duplicate, Unset):
            total_verification_duplicate = UNSET
        else:
            total_verification_duplicate = self.total_verification_duplicate

        total_verification_account_cache: int | None | Unset
        if isinstance(self.total_verification_account_cache, Unset):
            total_verification_account_cache = UNSET
        else:
            total_verification_account_cache = self.total_verification_account_cache

        total_verification_global_cache: int | None | Unset
        if isinstance(self.total_verification_global_cache, Unset):
            total_verification_global_cache = UNSET
        else:
            total_verification_global_cache = self.total_verification_global_cache

        total_verification_valid_perc: float | None | Unset
        if isinstance(self.total_verification_valid_perc, Unset):
            total_verification_valid_perc = UNSET
        else:
            total_verification_valid_perc = self.total_verification_valid_perc

        total_verification_wrong_perc: float | None | Unset
        if isinstance(self.total_verification_wrong_perc, Unset):
            total_verification_wrong_perc = UNSET
        else:
            total_verification_wrong_perc = self.total_verification_wrong_perc

        total_verification_unknown_perc: float | None | Unset
        if isinstance(self.total_verification_unknown_perc, Unset):
            total_verification_unknown_perc = UNSET
        else:
            total_verification_unknown_perc = self.total_verification_unknown_perc

        total_verification_account_cache_perc: float | None | Unset
        if isinstance(self.total_verification_account_cache_perc, Unset):
            total_verification_account_cache_perc = UNSET
        else:
            total_verification_account_cache_perc = self.total_verification_account_cache_perc

        total_verification_global_cache_perc: float | None | Unset
        if isinstance(self.total_verification_global_cache_perc, Unset):
            total_verification_global_cache_perc = UNSET
        else:
            total_verification_global_cache_perc = self.total_verification_global_cache_perc

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if total_verification is not UNSET:
            field_dict["total_verification"] = total_verification
        if total_verification_valid is not UNSET:
            field_dict["total_verification_valid"] = total_verification_valid
        if total_verification_wrong is not UNSET:
            field_dict["total_verification_wrong"] = total_verification_wrong
        if total_verification_unknown is not UNSET:
            field_dict["total_verification_unknown"] = total_verification_unknown
        if total_verification_duplicate is not UNSET:
            field_dict["total_verification_duplicate"] = total_verification_duplicate
        if total_verification_account_cache is not UNSET:
            field_dict["total_verification_account_cache"] = total_verification_account_cache
        if total_verification_global_cache is not UNSET:
            field_dict["total_verification_global_cache"] = total_verification_global_cache
        if total_verification_valid_perc is not UNSET:
            field_dict["total_verification_valid_perc"] = total_verification_valid_perc
        if total_verification_wrong_perc is not UNSET:
            field_dict["total_verification_wrong_perc"] = total_verification_wrong_perc
        if total_verification_unknown_perc is not UNSET:
            field_dict["total_verification_unknown_perc"] = total_verification_unknown_perc
        if total_verification_account_cache_perc is not UNSET:
            field_dict["total_verification_account_cache_perc"] = total_verification_account_cache_perc
        if total_verification_global_cache_perc is not UNSET:
            field_dict["total_verification_global_cache_perc"] = total_verification_global_cache_perc

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_total_verification(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        total_verification = _parse_total_verification(d.pop("total_verification", UNSET))

        def _parse_total_verification_valid(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        total_verification_valid = _parse_total_verification_valid(d.pop("total_verification_valid", UNSET))

        def _parse_total_verification_wrong(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        total_verification_wrong = _parse_total_verification_wrong(d.pop("total_verification_wrong", UNSET))

        def _parse_total_verification_unknown(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        total_verification_unknown = _parse_total_verification_unknown(d.pop("total_verification_unknown", UNSET))

        def _parse_total_verification_duplicate(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        total_verification_duplicate = _parse_total_verification_duplicate(d.pop("total_verification_duplicate", UNSET))

        def _parse_total_verification_account_cache(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        total_verification_account_cache = _parse_total_verification_account_cache(
            d.pop("total_verification_account_cache", UNSET)
        )

        def _parse_total_verification_global_cache(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        total_verification_global_cache = _parse_total_verification_global_cache(
            d.pop("total_verification_global_cache", UNSET)
        )

        def _parse_total_verification_valid_perc(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        total_verification_valid_perc = _parse_total_verification_valid_perc(
            d.pop("total_verification_valid_perc", UNSET)
        )

        def _parse_total_verification_wrong_perc(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        total_verification_wrong_perc = _parse_total_verification_wrong_perc(
            d.pop("total_verification_wrong_perc", UNSET)
        )

        def _parse_total_verification_unknown_perc(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        total_verification_unknown_perc = _parse_total_verification_unknown_perc(
            d.pop("total_verification_unknown_perc", UNSET)
        )

        def _parse_total_verification_account_cache_perc(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        total_verification_account_cache_perc = _parse_total_verification_account_cache_perc(
            d.pop("total_verification_account_cache_perc", UNSET)
        )

        def _parse_total_verification_global_cache_perc(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        total_verification_global_cache_perc = _parse_total_verification_global_cache_perc(
            d.pop("total_verification_global_cache_perc", UNSET)
        )

        verification_stats = cls(
            total_verification=total_verification,
            total_verification_valid=total_verification_valid,
            total_verification_wrong=total_verification_wrong,
            total_verification_unknown=total_verification_unknown,
            total_verification_duplicate=total_verification_duplicate,
            total_verification_account_cache=total_verification_account_cache,
            total_verification_global_cache=total_verification_global_cache,
            total_verification_valid_perc=total_verification_valid_perc,
            total_verification_wrong_perc=total_verification_wrong_perc,
            total_verification_unknown_perc=total_verification_unknown_perc,
            total_verification_account_cache_perc=total_verification_account_cache_perc,
            total_verification_global_cache_perc=total_verification_global_cache_perc,
        )

        verification_stats.additional_properties = d
        return verification_stats

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
