# Generated from specs/apexverify_batches by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="VerificationStats")


@_attrs_define
class VerificationStats:
    """How the verification ended; counts, and shares in percent.

    Attributes:
        total_verification (int | None):  Default: 0.
        total_verification_valid (int | None):  Default: 0.
        total_verification_wrong (int | None):  Default: 0.
        total_verification_unknown (int | None):  Default: 0.
        total_verification_duplicate (int | None):  Default: 0.
        total_verification_account_cache (int | None):  Default: 0.
        total_verification_global_cache (int | None):  Default: 0.
        total_verification_valid_perc (float | None):  Default: 0.0.
        total_verification_wrong_perc (float | None):  Default: 0.0.
        total_verification_unknown_perc (float | None):  Default: 0.0.
        total_verification_account_cache_perc (float | None):  Default: 0.0.
        total_verification_global_cache_perc (float | None):  Default: 0.0.
    """

    total_verification: int | None = 0
    total_verification_valid: int | None = 0
    total_verification_wrong: int | None = 0
    total_verification_unknown: int | None = 0
    total_verification_duplicate: int | None = 0
    total_verification_account_cache: int | None = 0
    total_verification_global_cache: int | None = 0
    total_verification_valid_perc: float | None = 0.0
    total_verification_wrong_perc: float | None = 0.0
    total_verification_unknown_perc: float | None = 0.0
    total_verification_account_cache_perc: float | None = 0.0
    total_verification_global_cache_perc: float | None = 0.0
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        total_verification: int | None
        total_verification = self.total_verification

        total_verification_valid: int | None
        total_verification_valid = self.total_verification_valid

        total_verification_wrong: int | None
        total_verification_wrong = self.total_verification_wrong

        total_verification_unknown: int | None
        total_verification_unknown = self.total_verification_unknown

        total_verification_duplicate: int | None
        total_verification_duplicate = self.total_verification_duplicate

        total_verification_account_cache: int | None
        total_verification_account_cache = self.total_verification_account_cache

        total_verification_global_cache: int | None
        total_verification_global_cache = self.total_verification_global_cache

        total_verification_valid_perc: float | None
        total_verification_valid_perc = self.total_verification_valid_perc

        total_verification_wrong_perc: float | None
        total_verification_wrong_perc = self.total_verification_wrong_perc

        total_verification_unknown_perc: float | None
        total_verification_unknown_perc = self.total_verification_unknown_perc

        total_verification_account_cache_perc: float | None
        total_verification_account_cache_perc = self.total_verification_account_cache_perc

        total_verification_global_cache_perc: float | None
        total_verification_global_cache_perc = self.total_verification_global_cache_perc

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "total_verification": total_verification,
                "total_verification_valid": total_verification_valid,
                "total_verification_wrong": total_verification_wrong,
                "total_verification_unknown": total_verification_unknown,
                "total_verification_duplicate": total_verification_duplicate,
                "total_verification_account_cache": total_verification_account_cache,
                "total_verification_global_cache": total_verification_global_cache,
                "total_verification_valid_perc": total_verification_valid_perc,
                "total_verification_wrong_perc": total_verification_wrong_perc,
                "total_verification_unknown_perc": total_verification_unknown_perc,
                "total_verification_account_cache_perc": total_verification_account_cache_perc,
                "total_verification_global_cache_perc": total_verification_global_cache_perc,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)

        def _parse_total_verification(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total_verification = _parse_total_verification(d.pop("total_verification", 0))

        def _parse_total_verification_valid(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total_verification_valid = _parse_total_verification_valid(d.pop("total_verification_valid", 0))

        def _parse_total_verification_wrong(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total_verification_wrong = _parse_total_verification_wrong(d.pop("total_verification_wrong", 0))

        def _parse_total_verification_unknown(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total_verification_unknown = _parse_total_verification_unknown(d.pop("total_verification_unknown", 0))

        def _parse_total_verification_duplicate(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total_verification_duplicate = _parse_total_verification_duplicate(d.pop("total_verification_duplicate", 0))

        def _parse_total_verification_account_cache(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total_verification_account_cache = _parse_total_verification_account_cache(
            d.pop("total_verification_account_cache", 0)
        )

        def _parse_total_verification_global_cache(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        total_verification_global_cache = _parse_total_verification_global_cache(
            d.pop("total_verification_global_cache", 0)
        )

        def _parse_total_verification_valid_perc(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        total_verification_valid_perc = _parse_total_verification_valid_perc(
            d.pop("total_verification_valid_perc", 0.0)
        )

        def _parse_total_verification_wrong_perc(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        total_verification_wrong_perc = _parse_total_verification_wrong_perc(
            d.pop("total_verification_wrong_perc", 0.0)
        )

        def _parse_total_verification_unknown_perc(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        total_verification_unknown_perc = _parse_total_verification_unknown_perc(
            d.pop("total_verification_unknown_perc", 0.0)
        )

        def _parse_total_verification_account_cache_perc(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        total_verification_account_cache_perc = _parse_total_verification_account_cache_perc(
            d.pop("total_verification_account_cache_perc", 0.0)
        )

        def _parse_total_verification_global_cache_perc(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        total_verification_global_cache_perc = _parse_total_verification_global_cache_perc(
            d.pop("total_verification_global_cache_perc", 0.0)
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
