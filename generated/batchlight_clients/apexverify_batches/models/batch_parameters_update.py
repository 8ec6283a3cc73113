# Generated from specs/apexverify_batches by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.batch_type import BatchType
from ..types import UNSET, Unset

T = TypeVar("T", bound="BatchParametersUpdate")


@_attrs_define
class BatchParametersUpdate:
    """
    Attributes:
        type_ (BatchType): What the file holds. Phone numbers are in the form of E.164.
        target_country (str): A country by its two letters, such as IT.
        target_audience (int | Unset): Who is addressed; a number of the provider's list.
        target_market_industry (int | Unset): In which industry; a number of the provider's list.
        target_objective (int | Unset): To what end; a number of the provider's list.
        use_account_cache (bool | Unset): Use the account's cache. Default: True.
        max_account_cache_backoff (int | Unset): How far back that cache is used; the unit was not seen. Default: 30.
        use_global_cache (bool | Unset): Use the global cache. Default: True.
        max_global_cache_backoff (int | Unset): How far back that cache is used; the unit was not seen. Default: 30.
        remove_duplicate (bool | Unset): Leave out what is there already. Default: True.
        remove_wrong_email_format (bool | Unset): Leave out what is no e-mail address. Default: True.
        remove_wrong_phone_format (bool | Unset): Leave out what is no phone number. Default: True.
    """

    type_: BatchType
    target_country: str
    target_audience: int | Unset = UNSET
    target_market_industry: int | Unset = UNSET
    target_objective: int | Unset = UNSET
    use_account_cache: bool | Unset = True
    max_account_cache_backoff: int | Unset = 30
    use_global_cache: bool | Unset = True
    max_global_cache_backoff: int | Unset = 30
    remove_duplicate: bool | Unset = True
    remove_wrong_email_format: bool | Unset = True
    remove_wrong_phone_format: bool | Unset = True
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        target_country = self.target_country

        target_audience = self.target_audience

        target_market_industry = self.target_market_industry

        target_objective = self.target_objective

        use_account_cache = self.use_account_cache

        max_account_cache_backoff = self.max_account_cache_backoff

        use_global_cache = self.use_global_cache

        max_global_cache_backoff = self.max_global_cache_backoff

        remove_duplicate = self.remove_duplicate

        remove_wrong_email_format = self.remove_wrong_email_format

        remove_wrong_phone_format = self.remove_wrong_phone_format

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "target_country": target_country,
            }
        )
        if target_audience is not UNSET:
            field_dict["target_audience"] = target_audience
        if target_market_industry is not UNSET:
            field_dict["target_market_industry"] = target_market_industry
        if target_objective is not UNSET:
            field_dict["target_objective"] = target_objective
        if use_account_cache is not UNSET:
            field_dict["use_account_cache"] = use_account_cache
        if max_account_cache_backoff is not UNSET:
            field_dict["max_account_cache_backoff"] = max_account_cache_backoff
        if use_global_cache is not UNSET:
            field_dict["use_global_cache"] = use_global_cache
        if max_global_cache_backoff is not UNSET:
            field_dict["max_global_cache_backoff"] = max_global_cache_backoff
        if remove_duplicate is not UNSET:
            field_dict["remove_duplicate"] = remove_duplicate
        if remove_wrong_email_format is not UNSET:
            field_dict["remove_wrong_email_format"] = remove_wrong_email_format
        if remove_wrong_phone_format is not UNSET:
            field_dict["remove_wrong_phone_format"] = remove_wrong_phone_format

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = BatchType(d.pop("type"))

        target_country = d.pop("target_country")

        target_audience = d.pop("target_audience", UNSET)

        target_market_industry = d.pop("target_market_industry", UNSET)

        target_objective = d.pop("target_objective", UNSET)

        use_account_cache = d.pop("use_account_cache", UNSET)

        max_account_cache_backoff = d.pop("max_account_cache_backoff", UNSET)

        use_global_cache = d.pop("use_global_cache", UNSET)

        max_global_cache_backoff = d.pop("max_global_cache_backoff", UNSET)

        remove_duplicate = d.pop("remove_duplicate", UNSET)

        remove_wrong_email_format = d.pop("remove_wrong_email_format", UNSET)

        remove_wrong_phone_format = d.pop("remove_wrong_phone_format", UNSET)

        batch_parameters_update = cls(
            type_=type_,
            target_country=target_country,
            target_audience=target_audience,
            target_market_industry=target_market_industry,
            target_objective=target_objective,
            use_account_cache=use_account_cache,
            max_account_cache_backoff=max_account_cache_backoff,
            use_global_cache=use_global_cache,
            max_global_cache_backoff=max_global_cache_backoff,
            remove_duplicate=remove_duplicate,
            remove_wrong_email_format=remove_wrong_email_format,
            remove_wrong_phone_format=remove_wrong_phone_format,
        )

        batch_parameters_update.additional_properties = d
        return batch_parameters_update

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
