# Generated from specs/apexverify_batches by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from .. import types
from ..models.batch_type import BatchType
from ..types import UNSET, File, Unset

T = TypeVar("T", bound="BatchUpload")


@_attrs_define
class BatchUpload:
    """
    Attributes:
        file (File): A .txt file in UTF-8 with one address or number a line.
        name (str): The batch's name.
        type_ (BatchType): What the file holds. Phone numbers are in the form of E.164.
        target_country (str): A country by its two letters, such as IT.
        description (str | Unset): A remark; left out where there is none.
        target_audience (int | Unset): Who is addressed; a number of the provider's list.
        target_market_industry (int | Unset): In which industry; a number of the provider's list.
        target_objective (int | Unset): To what end; a number of the provider's list.
        use_account_cache (bool | Unset): Use the account's cache.
        use_global_cache (bool | Unset): Use the global cache.
    """

    file: File
    name: str
    type_: BatchType
    target_country: str
    description: str | Unset = UNSET
    target_audience: int | Unset = UNSET
    target_market_industry: int | Unset = UNSET
    target_objective: int | Unset = UNSET
    use_account_cache: bool | Unset = UNSET
    use_global_cache: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        file = self.file.to_tuple()

        name = self.name

        type_ = self.type_.value

        target_country = self.target_country

        description = self.description

        target_audience = self.target_audience

        target_market_industry = self.target_market_industry

        target_objective = self.target_objective

        use_account_cache = self.use_account_cache

        use_global_cache = self.use_global_cache

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "file": file,
                "name": name,
                "type": type_,
                "target_country": target_country,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if target_audience is not UNSET:
            field_dict["target_audience"] = target_audience
        if target_market_industry is not UNSET:
            field_dict["target_market_industry"] = target_market_industry
        if target_objective is not UNSET:
            field_dict["target_objective"] = target_objective
        if use_account_cache is not UNSET:
            field_dict["use_account_cache"] = use_account_cache
        if use_global_cache is not UNSET:
            field_dict["use_global_cache"] = use_global_cache

        return field_dict

    def to_multipart(self) -> types.RequestFiles:
        files: types.RequestFiles = []

        files.append(("file", self.file.to_tuple()))

        files.append(("name", (None, str(self.name).encode(), "text/plain")))

        files.append(("type", (None, str(self.type_.value).encode(), "text/plain")))

        files.append(("target_country", (None, str(self.target_country).encode(), "text/plain")))

        if not isinstance(self.description, Unset):
            files.append(("description", (None, str(self.description).encode(), "text/plain")))

        if not isinstance(self.target_audience, Unset):
            files.append(("target_audience", (None, str(self.target_audience).encode(), "text/plain")))

        if not isinstance(self.target_market_industry, Unset):
            files.append(("target_market_industry", (None, str(self.target_market_industry).encode(), "text/plain")))

        if not isinstance(self.target_objective, Unset):
            files.append(("target_objective", (None, str(self.target_objective).encode(), "text/plain")))

        if not isinstance(self.use_account_cache, Unset):
            files.append(("use_account_cache", (None, str(self.use_account_cache).encode(), "text/plain")))

        if not isinstance(self.use_global_cache, Unset):
            files.append(("use_global_cache", (None, str(self.use_global_cache).encode(), "text/plain")))

        for prop_name, prop in self.additional_properties.items():
            files.append((prop_name, (None, str(prop).encode(), "text/plain")))

        return files

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        file = File(payload=BytesIO(d.pop("file")))

        name = d.pop("name")

        type_ = BatchType(d.pop("type"))

        target_country = d.pop("target_country")

        description = d.pop("description", UNSET)

        target_audience = d.pop("target_audience", UNSET)

        target_market_industry = d.pop("target_market_industry", UNSET)

        target_objective = d.pop("target_objective", UNSET)

        use_account_cache = d.pop("use_account_cache", UNSET)

        use_global_cache = d.pop("use_global_cache", UNSET)

        batch_upload = cls(
            file=file,
            name=name,
            type_=type_,
            target_country=target_country,
            description=description,
            target_audience=target_audience,
            target_market_industry=target_market_industry,
            target_objective=target_objective,
            use_account_cache=use_account_cache,
            use_global_cache=use_global_cache,
        )

        batch_upload.additional_properties = d
        return batch_upload

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
