# Generated from specs/apexverify by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.ready_for_verification_status import ReadyForVerificationStatus

if TYPE_CHECKING:
    from ..models.email_content import EmailContent
    from ..models.email_cost import EmailCost
    from ..models.phone_content import PhoneContent
    from ..models.phone_cost import PhoneCost
    from ..models.unclassified_content import UnclassifiedContent


T = TypeVar("T", bound="ReadyForVerification")


@_attrs_define
class ReadyForVerification:
    """ready_for_verification variant

    Attributes:
        status (ReadyForVerificationStatus): Discriminator value: ready_for_verification
        found_content (EmailContent | PhoneContent | UnclassifiedContent):
        found_cost (EmailCost | PhoneCost):
    """

    status: ReadyForVerificationStatus
    found_content: EmailContent | PhoneContent | UnclassifiedContent
    found_cost: EmailCost | PhoneCost
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.email_content import EmailContent  # noqa: PLC0415
        from ..models.email_cost import EmailCost  # noqa: PLC0415
        from ..models.phone_content import PhoneContent  # noqa: PLC0415

        status = self.status.value

        found_content: dict[str, Any]
        if isinstance(self.found_content, EmailContent):
            found_content = self.found_content.to_dict()
        elif isinstance(self.found_content, PhoneContent):
            found_content = self.found_content.to_dict()
        else:
            found_content = self.found_content.to_dict()

        found_cost: dict[str, Any]
        if isinstance(self.found_cost, EmailCost):
            found_cost = self.found_cost.to_dict()
        else:
            found_cost = self.found_cost.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "found_content": found_content,
                "found_cost": found_cost,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.email_content import EmailContent  # noqa: PLC0415
        from ..models.email_cost import EmailCost  # noqa: PLC0415
        from ..models.phone_content import PhoneContent  # noqa: PLC0415
        from ..models.phone_cost import PhoneCost  # noqa: PLC0415
        from ..models.unclassified_content import UnclassifiedContent  # noqa: PLC0415

        d = dict(src_dict)
        status = ReadyForVerificationStatus(d.pop("status"))

        def _parse_found_content(data: object) -> EmailContent | PhoneContent | UnclassifiedContent:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_v1_batch_batch_uuid_get_responses_content_application_json_schema_discriminator_mapping_ready_for_verification_found_content_type_0 = EmailContent.from_dict(
                    data
                )

                return componentsschemas_v1_batch_batch_uuid_get_responses_content_application_json_schema_discriminator_mapping_ready_for_verification_found_content_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_v1_batch_batch_uuid_get_responses_content_application_json_schema_discriminator_mapping_ready_for_verification_found_content_type_1 = PhoneContent.from_dict(
                    data
                )

                return componentsschemas_v1_batch_batch_uuid_get_responses_content_application_json_schema_discriminator_mapping_ready_for_verification_found_content_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_v1_batch_batch_uuid_get_responses_content_application_json_schema_discriminator_mapping_ready_for_verification_found_content_type_2 = UnclassifiedContent.from_dict(
                data
            )

            return componentsschemas_v1_batch_batch_uuid_get_responses_content_application_json_schema_discriminator_mapping_ready_for_verification_found_content_type_2

        found_content = _parse_found_content(d.pop("found_content"))

        def _parse_found_cost(data: object) -> EmailCost | PhoneCost:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_v1_batch_batch_uuid_get_responses_content_application_json_schema_discriminator_mapping_ready_for_verification_found_cost_type_0 = EmailCost.from_dict(
                    data
                )

                return componentsschemas_v1_batch_batch_uuid_get_responses_content_application_json_schema_discriminator_mapping_ready_for_verification_found_cost_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_v1_batch_batch_uuid_get_responses_content_application_json_schema_discriminator_mapping_ready_for_verification_found_cost_type_1 = PhoneCost.from_dict(
                data
            )

            return componentsschemas_v1_batch_batch_uuid_get_responses_content_application_json_schema_discriminator_mapping_ready_for_verification_found_cost_type_1

        found_cost = _parse_found_cost(d.pop("found_cost"))

        ready_for_verification = cls(
            status=status,
            found_content=found_content,
            found_cost=found_cost,
        )

        ready_for_verification.additional_properties = d
        return ready_for_verification

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
