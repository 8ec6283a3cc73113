# Generated from specs/apexverify_batches by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="PhoneCost")


@_attrs_define
class PhoneCost:
    """
    Attributes:
        total_phone_cost (int): Before what is given back.
        net_phone_cost (float): After it.
        phone_cache_account_return (int): Given back for hits in the account's cache.
        phone_cache_global_return (int): Given back for hits in the global cache.
    """

    total_phone_cost: int
    net_phone_cost: float
    phone_cache_account_return: int
    phone_cache_global_return: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        total_phone_cost = self.total_phone_cost

        net_phone_cost = self.net_phone_cost

        phone_cache_account_return = self.phone_cache_account_return

        phone_cache_global_return = self.phone_cache_global_return

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "total_phone_cost": total_phone_cost,
                "net_phone_cost": net_phone_cost,
                "phone_cache_account_return": phone_cache_account_return,
                "phone_cache_global_return": phone_cache_global_return,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        total_phone_cost = d.pop("total_phone_cost")

        net_phone_cost = d.pop("net_phone_cost")

        phone_cache_account_return = d.pop("phone_cache_account_return")

        phone_cache_global_return = d.pop("phone_cache_global_return")

        phone_cost = cls(
            total_phone_cost=total_phone_cost,
            net_phone_cost=net_phone_cost,
            phone_cache_account_return=phone_cache_account_return,
            phone_cache_global_return=phone_cache_global_return,
        )

        phone_cost.additional_properties = d
        return phone_cost

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
