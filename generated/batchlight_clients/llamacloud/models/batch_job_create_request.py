# Generated from specs/llamacloud by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.batch_parse_job_record_create import BatchParseJobRecordCreate
    from ..models.classify_job import ClassifyJob


T = TypeVar("T", bound="BatchJobCreateRequest")


@_attrs_define
class BatchJobCreateRequest:
    """
    Attributes:
        job_config (BatchParseJobRecordCreate | ClassifyJob): What to do with the items. The two forms have no
            discriminator.
        directory_id (None | str | Unset): The directory to process.
        item_ids (list[str] | None | Unset): The items to process.
        page_size (int | Unset): Items that are fetched at a time. Default: 100.
        continue_as_new_threshold (int | None | Unset): Items after which the run is continued anew; by default the page
            size.
    """

    job_config: BatchParseJobRecordCreate | ClassifyJob
    directory_id: None | str | Unset = UNSET
    item_ids: list[str] | None | Unset = UNSET
    page_size: int | Unset = 100
    continue_as_new_threshold: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.batch_parse_job_record_create import BatchParseJobRecordCreate  # noqa: PLC0415

        job_config: dict[str, Any]
        if isinstance(self.job_config, BatchParseJobRecordCreate):
            job_config = self.job_config.to_dict()
        else:
            job_config = self.job_config.to_dict()

        directory_id: None | str | Unset
        if isinstance(self.directory_id, Unset):
            directory_id = UNSET
        else:
            directory_id = self.directory_id

        item_ids: list[str] | None | Unset
        if isinstance(self.item_ids, Unset):
            item_ids = UNSET
        elif isinstance(self.item_ids, list):
            item_ids = self.item_ids

        else:
            item_ids = self.item_ids

        page_size = self.page_size

        continue_as_new_threshold: int | None | Unset
        if isinstance(self.continue_as_new_threshold, Unset):
            continue_as_new_threshold = UNSET
        else:
            continue_as_new_threshold = self.continue_as_new_threshold

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "job_config": job_config,
            }
        )
        if directory_id is not UNSET:
            field_dict["directory_id"] = directory_id
        if item_ids is not UNSET:
            field_dict["item_ids"] = item_ids
        if page_size is not UNSET:
            field_dict["page_size"] = page_size
        if continue_as_new_threshold is not UNSET:
            field_dict["continue_as_new_threshold"] = continue_as_new_threshold

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.batch_parse_job_record_create import BatchParseJobRecordCreate  # noqa: PLC0415
        from ..models.classify_job import ClassifyJob  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_job_config(data: object) -> BatchParseJobRecordCreate | ClassifyJob:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                job_config_type_0 = BatchParseJobRecordCreate.from_dict(data)

                return job_config_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            job_config_type_1 = ClassifyJob.from_dict(data)

            return job_config_type_1

        job_config = _parse_job_config(d.pop("job_config"))

        def _parse_directory_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        directory_id = _parse_directory_id(d.pop("directory_id", UNSET))

        def _parse_item_ids(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                item_ids_type_0 = cast(list[str], data)

                return item_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        item_ids = _parse_item_ids(d.pop("item_ids", UNSET))

        page_size = d.pop("page_size", UNSET)

        def _parse_continue_as_new_threshold(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        continue_as_new_threshold = _parse_continue_as_new_threshold(d.pop("continue_as_new_threshold", UNSET))

        batch_job_create_request = cls(
            job_config=job_config,
            directory_id=directory_id,
            item_ids=item_ids,
            page_size=page_size,
            continue_as_new_threshold=continue_as_new_threshold,
        )

        batch_job_create_request.additional_properties = d
        return batch_job_create_request

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
