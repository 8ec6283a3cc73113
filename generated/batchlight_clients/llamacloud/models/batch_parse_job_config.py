# Generated from specs/llamacloud by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.webhook_configuration import WebhookConfiguration


T = TypeVar("T", bound="BatchParseJobConfig")


@_attrs_define
class BatchParseJobConfig:
    """About 125 optional parse settings, which the provider documents with its parse API; only the one that concerns
    batches is written out.

        Attributes:
            webhook_configurations (list[WebhookConfiguration] | None | Unset): Where to report to, and how.
    """

    webhook_configurations: list[WebhookConfiguration] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        webhook_configurations: list[dict[str, Any]] | None | Unset
        if isinstance(self.webhook_configurations, Unset):
            webhook_configurations = UNSET
        elif isinstance(self.webhook_configurations, list):
            webhook_configurations = []
            for webhook_configurations_type_0_item_data in self.webhook_configurations:
                webhook_configurations_type_0_item = webhook_configurations_type_0_item_data.to_dict()
                webhook_configurations.append(webhook_configurations_type_0_item)

        else:
            webhook_configurations = self.webhook_configurations

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if webhook_configurations is not UNSET:
            field_dict["webhook_configurations"] = webhook_configurations

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.webhook_configuration import WebhookConfiguration  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_webhook_configurations(data: object) -> list[WebhookConfiguration] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                webhook_configurations_type_0 = []
                _webhook_configurations_type_0 = data
                for webhook_configurations_type_0_item_data in _webhook_configurations_type_0:
                    webhook_configurations_type_0_item = WebhookConfiguration.from_dict(
                        webhook_configurations_type_0_item_data
                    )

                    webhook_configurations_type_0.append(webhook_configurations_type_0_item)

                return webhook_configurations_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[WebhookConfiguration] | None | Unset, data)

        webhook_configurations = _parse_webhook_configurations(d.pop("webhook_configurations", UNSET))

        batch_parse_job_config = cls(
            webhook_configurations=webhook_configurations,
        )

        batch_parse_job_config.additional_properties = d
        return batch_parse_job_config

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
