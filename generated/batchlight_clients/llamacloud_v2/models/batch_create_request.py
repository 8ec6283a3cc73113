# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.batch_create_config import BatchCreateConfig
    from ..models.webhook_configuration import WebhookConfiguration


T = TypeVar("T", bound="BatchCreateRequest")


@_attrs_define
class BatchCreateRequest:
    """
    Attributes:
        source_directory_id (str): The directory whose files are processed.
        config (BatchCreateConfig):
        webhook_configuration_ids (list[str] | None | Unset): Saved configurations of webhooks.
        webhook_configurations (list[WebhookConfiguration] | None | Unset): Where to report to, and how.
    """

    source_directory_id: str
    config: BatchCreateConfig
    webhook_configuration_ids: list[str] | None | Unset = UNSET
    webhook_configurations: list[WebhookConfiguration] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        source_directory_id = self.source_directory_id

        config = self.config.to_dict()

        webhook_configuration_ids: list[str] | None | Unset
        if isinstance(self.webhook_configuration_ids, Unset):
            webhook_configuration_ids = UNSET
        elif isinstance(self.webhook_configuration_ids, list):
            webhook_configuration_ids = self.webhook_configuration_ids

        else:
            webhook_configuration_ids = self.webhook_configuration_ids

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
        field_dict.update(
            {
                "source_directory_id": source_directory_id,
                "config": config,
            }
        )
        if webhook_configuration_ids is not UNSET:
            field_dict["webhook_configuration_ids"] = webhook_configuration_ids
        if webhook_configurations is not UNSET:
            field_dict["webhook_configurations"] = webhook_configurations

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.batch_create_config import BatchCreateConfig  # noqa: PLC0415
        from ..models.webhook_configuration import WebhookConfiguration  # noqa: PLC0415

        d = dict(src_dict)
        source_directory_id = d.pop("source_directory_id")

        config = BatchCreateConfig.from_dict(d.pop("config"))

        def _parse_webhook_configuration_ids(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                webhook_configuration_ids_type_0 = cast(list[str], data)

                return webhook_configuration_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        webhook_configuration_ids = _parse_webhook_configuration_ids(d.pop("webhook_configuration_ids", UNSET))

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

        batch_create_request = cls(
            source_directory_id=source_directory_id,
            config=config,
            webhook_configuration_ids=webhook_configuration_ids,
            webhook_configurations=webhook_configurations,
        )

        batch_create_request.additional_properties = d
        return batch_create_request

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
