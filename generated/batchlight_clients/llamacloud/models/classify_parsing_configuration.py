# Generated from specs/llamacloud by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.parsing_languages import ParsingLanguages
from ..types import UNSET, Unset

T = TypeVar("T", bound="ClassifyParsingConfiguration")


@_attrs_define
class ClassifyParsingConfiguration:
    """How the documents are parsed before.

    Attributes:
        lang (ParsingLanguages | Unset): A language of the text.
        max_pages (int | None | Unset): Pages to parse at most.
        target_pages (list[int] | None | Unset): The pages to parse, from 0 on.
    """

    lang: ParsingLanguages | Unset = UNSET
    max_pages: int | None | Unset = UNSET
    target_pages: list[int] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        lang: str | Unset = UNSET
        if not isinstance(self.lang, Unset):
            lang = self.lang.value

        max_pages: int | None | Unset
        if isinstance(self.max_pages, Unset):
            max_pages = UNSET
        else:
            max_pages = self.max_pages

        target_pages: list[int] | None | Unset
        if isinstance(self.target_pages, Unset):
            target_pages = UNSET
        elif isinstance(self.target_pages, list):
            target_pages = self.target_pages

        else:
            target_pages = self.target_pages

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if lang is not UNSET:
            field_dict["lang"] = lang
        if max_pages is not UNSET:
            field_dict["max_pages"] = max_pages
        if target_pages is not UNSET:
            field_dict["target_pages"] = target_pages

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _lang = d.pop("lang", UNSET)
        lang: ParsingLanguages | Unset
        if isinstance(_lang, Unset):
            lang = UNSET
        else:
            lang = ParsingLanguages(_lang)

        def _parse_max_pages(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_pages = _parse_max_pages(d.pop("max_pages", UNSET))

        def _parse_target_pages(data: object) -> list[int] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                target_pages_type_0 = cast(list[int], data)

                return target_pages_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[int] | None | Unset, data)

        target_pages = _parse_target_pages(d.pop("target_pages", UNSET))

        classify_parsing_configuration = cls(
            lang=lang,
            max_pages=max_pages,
            target_pages=target_pages,
        )

        classify_parsing_configuration.additional_properties = d
        return classify_parsing_configuration

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
