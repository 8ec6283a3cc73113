# Generated from specs/llamacloud by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.batch_job_type import BatchJobType
from ..types import UNSET, Unset

T = TypeVar("T", bound="ProcessingResult")


@_attrs_define
class ProcessingResult:
    """
    Attributes:
        result_id (str): The result's id.
        item_id (str): The item's id.
        job_type (BatchJobType | str):
        job_config (Any): The configuration that produced it.
        parameters_hash (str): A hash of that configuration.
        output_s3_path (str): Where the result lies.
        processed_at (datetime.datetime): When it was produced.
        output_metadata (Any | Unset): More about the result.
    """

    result_id: str
    item_id: str
    job_type: BatchJobType | str
    job_config: Any
    parameters_hash: str
    output_s3_path: str
    processed_at: datetime.datetime
    output_metadata: Any | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        result_id = self.result_id

        item_id = self.item_id

        job_type: str
        if isinstance(self.job_type, BatchJobType):
            job_type = self.job_type.value
        else:
            job_type = self.job_type

        job_config = self.job_config

        parameters_hash = self.parameters_hash

        output_s3_path = self.output_s3_path

        processed_at = self.processed_at.isoformat()

        output_metadata = self.output_metadata

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "result_id": result_id,
                "item_id": item_id,
                "job_type": job_type,
                "job_config": job_config,
                "parameters_hash": parameters_hash,
                "output_s3_path": output_s3_path,
                "processed_at": processed_at,
            }
        )
        if output_metadata is not UNSET:
            field_dict["output_metadata"] = output_metadata

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        result_id = d.pop("result_id")

        item_id = d.pop("item_id")

        def _parse_job_type(data: object) -> BatchJobType | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                job_type_type_0 = BatchJobType(data)

                return job_type_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BatchJobType | str, data)

        job_type = _parse_job_type(d.pop("job_type"))

        job_config = d.pop("job_config")

        parameters_hash = d.pop("parameters_hash")

        output_s3_path = d.pop("output_s3_path")

        processed_at = datetime.datetime.fromisoformat(d.pop("processed_at"))

        output_metadata = d.pop("output_metadata", UNSET)

        processing_result = cls(
            result_id=result_id,
            item_id=item_id,
            job_type=job_type,
            job_config=job_config,
            parameters_hash=parameters_hash,
            output_s3_path=output_s3_path,
            processed_at=processed_at,
            output_metadata=output_metadata,
        )

        processing_result.additional_properties = d
        return processing_result

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
