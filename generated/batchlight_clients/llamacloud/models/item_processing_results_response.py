# Generated from specs/llamacloud by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.processing_result import ProcessingResult


T = TypeVar("T", bound="ItemProcessingResultsResponse")


@_attrs_define
class ItemProcessingResultsResponse:
    """
    Attributes:
        item_id (str): The item's id.
        item_name (str): The item's name.
        processing_results (list[ProcessingResult] | Unset):
    """

    item_id: str
    item_name: str
    processing_results: list[ProcessingResult] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        item_id = self.item_id

        item_name = self.item_name

        processing_results: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.processing_results, Unset):
            processing_results = []
            for processing_results_item_data in self.processing_results:
                processing_results_item = processing_results_item_data.to_dict()
                processing_results.append(processing_results_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "item_id": item_id,
                "item_name": item_name,
            }
        )
        if processing_results is not UNSET:
            field_dict["processing_results"] = processing_results

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.processing_result import ProcessingResult  # noqa: PLC0415

        d = dict(src_dict)
        item_id = d.pop("item_id")

        item_name = d.pop("item_name")

        _processing_results = d.pop("processing_results", UNSET)
        processing_results: list[ProcessingResult] | Unset = UNSET
        if _processing_results is not UNSET:
            processing_results = []
            for processing_results_item_data in _processing_results:
                processing_results_item = ProcessingResult.from_dict(processing_results_item_data)

                processing_results.append(processing_results_item)

        item_processing_results_response = cls(
            item_id=item_id,
            item_name=item_name,
            processing_results=processing_results,
        )

        item_processing_results_response.additional_properties = d
        return item_processing_results_response

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
