# Generated from specs/apexverify_batches by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="EmailCost")


@_attrs_define
class EmailCost:
    """
    Attributes:
        total_email_cost (int): Before what is given back.
        net_email_cost (float): After it.
        email_cache_account_return (int): Given back for hits in the account's cache.
        email_cache_global_return (int): Given back for hits in the global cache.
    """

    total_email_cost: int
    net_email_cost: float
    email_cache_account_return: int
    email_cache_global_return: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        total_email_cost = self.total_email_cost

        net_email_cost = self.net_email_cost

        email_cache_account_return = self.email_cache_account_return

        email_cache_global_return = self.email_cache_global_return

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "total_email_cost": total_email_cost,
                "net_email_cost": net_email_cost,
                "email_cache_account_return": email_cache_account_return,
                "email_cache_global_return": email_cache_global_return,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        total_email_cost = d.pop("total_email_cost")

        net_email_cost = d.pop("net_email_cost")

        email_cache_account_return = d.pop("email_cache_account_return")

        email_cache_global_return = d.pop("email_cache_global_return")

        email_cost = cls(
            total_email_cost=total_email_cost,
            net_email_cost=net_email_cost,
            email_cache_account_return=email_cache_account_return,
            email_cache_global_return=email_cache_global_return,
        )

        email_cost.additional_properties = d
        return email_cost

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
