# Generated from specs/apexverify_batches by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.batch_type import BatchType
from ..types import UNSET, Unset

T = TypeVar("T", bound="BatchParameters")


@_attrs_define
class BatchParameters:
    """The parameters of a batch. Which of them are always there was not seen.

    Attributes:
        type_ (BatchType | str | Unset):
        target_country (str | Unset): A country by its two letters.
        target_audience (int | None | Unset): Who is addressed.
        target_market_industry (int | None | Unset): In which industry.
        target_objective (int | None | Unset): To what end.
        use_account_cache (bool | Unset): Whether the account's cache is used.
        max_account_cache_backoff (int | Unset): How far back that cache is used; the unit was not seen.
        use_global_cache (bool | Unset): Whether the global cache is used.
        max_global_cache_backoff (int | Unset): How far back that cache is used; the unit was not seen.
        remove_duplicate (bool | Unset): Whether what is there already is left out.
        remove_wrong_email_format (bool | Unset): Whether what is no e-mail address is left out.
        remove_wrong_phone_format (bool | Unset): Whether what is no phone number is left out.
    """

    type_: BatchType | str | Unset = UNSET
    target_country: str | Unset = UNSET
    target_audience: int | None | Unset = UNSET
    target_market_industry: int | None | Unset = UNSET
    target_objective: int | None | Unset = UNSET
    use_account_cache: bool | Unset = UNSET
    max_account_cache_backoff: int | Unset = UNSET
    use_global_cache: bool | Unset = UNSET
    max_global_cache_backoff: int | Unset = UNSET
    remove_duplicate: bool | Unset = UNSET
    remove_wrong_email_format: bool | Unset = UNSET
    remove_wrong_phone_format: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_: str | Unset
        if isinstance(self.type_, Unset):
            type_ = UNSET
        elif isinstance(self.type_, BatchType):
            type_ = self.type_.value
        else:
            type_ = self.type_

        target_country = self.target_country

        target_audience: int | None | Unset
        if isinstance(self.target_audience, Unset):
            target_audience = UNSET
        else:
            target_audience = self.target_audience

        target_market_industry: int | None | Unset
        if isinstance(self.target_market_industry, Unset):
            target_market_industry = UNSET
        else:
            target_market_industry = self.target_market_industry

        target_objective: int | None | Unset
        if isinstance(self.target_objective, Unset):
            target_objective = UNSET
        else:
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
        field_dict.update({})
        if type_ is not UNSET:
            field_dict["type"] = type_
        if target_country is not UNSET:
            field_dict["target_country"] = target_country
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

        def _parse_type_(data: object) -> BatchType | str | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                type_type_0 = BatchType(data)

                return type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BatchType | str | Unset, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        target_country = d.pop("target_country", UNSET)

        def _parse_target_audience(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        target_audience = _parse_target_audience(d.pop("target_audience", UNSET))

        def _parse_target_market_industry(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        target_market_industry = _parse_target_market_industry(d.pop("target_market_industry", UNSET))

        def _parse_target_objective(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        target_objective = _parse_target_objective(d.pop("target_objective", UNSET))

        use_account_cache = d.pop("use_account_cache", UNSET)

        max_account_cache_backoff = d.pop("max_account_cache_backoff", UNSET)

        use_global_cache = d.pop("use_global_cache", UNSET)

        max_global_cache_backoff = d.pop("max_global_cache_backoff", UNSET)

        remove_duplicate = d.pop("remove_duplicate", UNSET)

        remove_wrong_email_format = d.pop("remove_wrong_email_format", UNSET)

        remove_wrong_phone_format = d.pop("remove_wrong_phone_format", UNSET)

        batch_parameters = cls(
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

        batch_parameters.additional_properties = d
        return batch_parameters

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
