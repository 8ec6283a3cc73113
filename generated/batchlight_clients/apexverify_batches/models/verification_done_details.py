# Generated from specs/apexverify_batches by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.verification_done_details_status import VerificationDoneDetailsStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.batch_parameters import BatchParameters
    from ..models.email_content import EmailContent
    from ..models.email_cost import EmailCost
    from ..models.phone_content import PhoneContent
    from ..models.phone_cost import PhoneCost
    from ..models.unclassified_content import UnclassifiedContent
    from ..models.verification_stats import VerificationStats


T = TypeVar("T", bound="VerificationDoneDetails")


@_attrs_define
class VerificationDoneDetails:
    """
    Attributes:
        status (VerificationDoneDetailsStatus): It is verified; the results can be exported.
        batch_uuid (UUID | Unset): The batch's id.
        created_at (datetime.datetime | Unset): When the batch was made.
        updated_at (datetime.datetime | Unset): When it last changed.
        name (str | Unset): Its name.
        description (None | str | Unset): A remark.
        parameters (BatchParameters | Unset): The parameters of a batch. Which of them are always there was not seen.
        found_content (EmailContent | PhoneContent | UnclassifiedContent | Unset): What the parsing found. The names of
            the counts tell what kind of batch it is.
        found_cost (EmailCost | PhoneCost | Unset): What the verification costs, in credits.
        stats (VerificationStats | Unset): How the verification ended; counts, and shares in percent.
    """

    status: VerificationDoneDetailsStatus
    batch_uuid: UUID | Unset = UNSET
    created_at: datetime.datetime | Unset = UNSET
    updated_at: datetime.datetime | Unset = UNSET
    name: str | Unset = UNSET
    description: None | str | Unset = UNSET
    parameters: BatchParameters | Unset = UNSET
    found_content: EmailContent | PhoneContent | UnclassifiedContent | Unset = UNSET
    found_cost: EmailCost | PhoneCost | Unset = UNSET
    stats: VerificationStats | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.email_content import EmailContent  # noqa: PLC0415
        from ..models.email_cost import EmailCost  # noqa: PLC0415
        from ..models.phone_content import PhoneContent  # noqa: PLC0415

        status = self.status.value

        batch_uuid: str | Unset = UNSET
        if not isinstance(self.batch_uuid, Unset):
            batch_uuid = str(self.batch_uuid)

        created_at: str | Unset = UNSET
        if not isinstance(self.created_at, Unset):
            created_at = self.created_at.isoformat()

        updated_at: str | Unset = UNSET
        if not isinstance(self.updated_at, Unset):
            updated_at = self.updated_at.isoformat()

        name = self.name

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        parameters: dict[str, Any] | Unset = UNSET
        if not isinstance(self.parameters, Unset):
            parameters = self.parameters.to_dict()

        found_content: dict[str, Any] | Unset
        if isinstance(self.found_content, Unset):
            found_content = UNSET
        elif isinstance(self.found_content, EmailContent):
            found_content = self.found_content.to_dict()
        elif isinstance(self.found_content, PhoneContent):
            found_content = self.found_content.to_dict()
        else:
            found_content = self.found_content.to_dict()

        found_cost: dict[str, Any] | Unset
        if isinstance(self.found_cost, Unset):
            found_cost = UNSET
        elif isinstance(self.found_cost, EmailCost):
            found_cost = self.found_cost.to_dict()
        else:
            found_cost = self.found_cost.to_dict()

        stats: dict[str, Any] | Unset = UNSET
        if not isinstance(self.stats, Unset):
            stats = self.stats.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
            }
        )
        if batch_uuid is not UNSET:
            field_dict["batch_uuid"] = batch_uuid
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if updated_at is not UNSET:
            field_dict["updated_at"] = updated_at
        if name is not UNSET:
            field_dict["name"] = name
        if description is not UNSET:
            field_dict["description"] = description
        if parameters is not UNSET:
            field_dict["parameters"] = parameters
        if found_content is not UNSET:
            field_dict["found_content"] = found_content
        if found_cost is not UNSET:
            field_dict["found_cost"] = found_cost
        if stats is not UNSET:
            field_dict["stats"] = stats

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.batch_parameters import BatchParameters  # noqa: PLC0415
        from ..models.email_content import EmailContent  # noqa: PLC0415
        from ..models.email_cost import EmailCost  # noqa: PLC0415
        from ..models.phone_content import PhoneContent  # noqa: PLC0415
        from ..models.phone_cost import PhoneCost  # noqa: PLC0415
        from ..models.unclassified_content import UnclassifiedContent  # noqa: PLC0415
        from ..models.verification_stats import VerificationStats  # noqa: PLC0415

        d = dict(src_dict)
        status = VerificationDoneDetailsStatus(d.pop("status"))

        _batch_uuid = d.pop("batch_uuid", UNSET)
        batch_uuid: UUID | Unset
        if isinstance(_batch_uuid, Unset):
            batch_uuid = UNSET
        else:
            batch_uuid = UUID(_batch_uuid)

        _created_at = d.pop("created_at", UNSET)
        created_at: datetime.datetime | Unset
        if isinstance(_created_at, Unset):
            created_at = UNSET
        else:
            created_at = datetime.datetime.fromisoformat(_created_at)

        _updated_at = d.pop("updated_at", UNSET)
        updated_at: datetime.datetime | Unset
        if isinstance(_updated_at, Unset):
            updated_at = UNSET
        else:
            updated_at = datetime.datetime.fromisoformat(_updated_at)

        name = d.pop("name", UNSET)

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        _parameters = d.pop("parameters", UNSET)
        parameters: BatchParameters | Unset
        if isinstance(_parameters, Unset):
            parameters = UNSET
        else:
            parameters = BatchParameters.from_dict(_parameters)

        def _parse_found_content(data: object) -> EmailContent | PhoneContent | UnclassifiedContent | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_found_content_type_0 = EmailContent.from_dict(data)

                return componentsschemas_found_content_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_found_content_type_1 = PhoneContent.from_dict(data)

                return componentsschemas_found_content_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_found_content_type_2 = UnclassifiedContent.from_dict(data)

            return componentsschemas_found_content_type_2

        found_content = _parse_found_content(d.pop("found_content", UNSET))

        def _parse_found_cost(data: object) -> EmailCost | PhoneCost | Unset:
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_found_cost_type_0 = EmailCost.from_dict(data)

                return componentsschemas_found_cost_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_found_cost_type_1 = PhoneCost.from_dict(data)

            return componentsschemas_found_cost_type_1

        found_cost = _parse_found_cost(d.pop("found_cost", UNSET))

        _stats = d.pop("stats", UNSET)
        stats: VerificationStats | Unset
        if isinstance(_stats, Unset):
            stats = UNSET
        else:
            stats = VerificationStats.from_dict(_stats)

        verification_done_details = cls(
            status=status,
            batch_uuid=batch_uuid,
            created_at=created_at,
            updated_at=updated_at,
            name=name,
            description=description,
            parameters=parameters,
            found_content=found_content,
            found_cost=found_cost,
            stats=stats,
        )

        verification_done_details.additional_properties = d
        return verification_done_details

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
