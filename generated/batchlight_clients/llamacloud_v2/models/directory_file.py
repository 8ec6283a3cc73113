# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.file_metadata import FileMetadata
    from ..models.presigned_url import PresignedUrl


T = TypeVar("T", bound="DirectoryFile")


@_attrs_define
class DirectoryFile:
    """
    Attributes:
        id (str): The id of the file in the directory.
        directory_id (str): The directory.
        display_name (str): Its name.
        project_id (str): The project that it belongs to.
        unique_id (str): Its unique id in the directory.
        file_id (None | str | Unset): Where it is stored.
        download_url (None | PresignedUrl | Unset): Where it can be had.
        metadata (FileMetadata | None | Unset): What is known about it, from all sources.
        created_at (datetime.datetime | None | Unset): When it came.
        updated_at (datetime.datetime | None | Unset): When it last changed.
        deleted_at (datetime.datetime | None | Unset): When it was removed.
    """

    id: str
    directory_id: str
    display_name: str
    project_id: str
    unique_id: str
    file_id: None | str | Unset = UNSET
    download_url: None | PresignedUrl | Unset = UNSET
    metadata: FileMetadata | None | Unset = UNSET
    created_at: datetime.datetime | None | Unset = UNSET
    updated_at: datetime.datetime | None | Unset = UNSET
    deleted_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.file_metadata import FileMetadata  # noqa: PLC0415
        from ..models.presigned_url import PresignedUrl  # noqa: PLC0415

        id = self.id

        directory_id = self.directory_id

        display_name = self.display_name

        project_id = self.project_id

        unique_id = self.unique_id

        file_id: None | str | Unset
        if isinstance(self.file_id, Unset):
            file_id = UNSET
        else:
            file_id = self.file_id

        download_url: dict[str, Any] | None | Unset
        if isinstance(self.download_url, Unset):
            download_url = UNSET
        elif isinstance(self.download_url, PresignedUrl):
            download_url = self.download_url.to_dict()
        else:
            download_url = self.download_url

        metadata: dict[str, Any] | None | Unset
        if isinstance(self.metadata, Unset):
            metadata = UNSET
        elif isinstance(self.metadata, FileMetadata):
            metadata = self.metadata.to_dict()
        else:
            metadata = self.metadata

        created_at: None | str | Unset
        if isinstance(self.created_at, Unset):
            created_at = UNSET
        elif isinstance(self.created_at, datetime.datetime):
            created_at = self.created_at.isoformat()
        else:
            created_at = self.created_at

        updated_at: None | str | Unset
        if isinstance(self.updated_at, Unset):
            updated_at = UNSET
        elif isinstance(self.updated_at, datetime.datetime):
            updated_at = self.updated_at.isoformat()
        else:
            updated_at = self.updated_at

        deleted_at: None | str | Unset
        if isinstance(self.deleted_at, Unset):
            deleted_at = UNSET
        elif isinstance(self.deleted_at, datetime.datetime):
            deleted_at = self.deleted_at.isoformat()
        else:
            deleted_at = self.deleted_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "directory_id": directory_id,
                "display_name": display_name,
                "project_id": project_id,
                "unique_id": unique_id,
            }
        )
        if file_id is not UNSET:
            field_dict["file_id"] = file_id
        if download_url is not UNSET:
            field_dict["download_url"] = download_url
        if metadata is not UNSET:
            field_dict["metadata"] = metadata
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if updated_at is not UNSET:
            field_dict["updated_at"] = updated_at
        if deleted_at is not UNSET:
            field_dict["deleted_at"] = deleted_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.file_metadata import FileMetadata  # noqa: PLC0415
        from ..models.presigned_url import PresignedUrl  # noqa: PLC0415

        d = dict(src_dict)
        id = d.pop("id")

        directory_id = d.pop("directory_id")

        display_name = d.pop("display_name")

        project_id = d.pop("project_id")

        unique_id = d.pop("unique_id")

        def _parse_file_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        file_id = _parse_file_id(d.pop("file_id", UNSET))

        def _parse_download_url(data: object) -> None | PresignedUrl | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                download_url_type_0 = PresignedUrl.from_dict(data)

                return download_url_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PresignedUrl | Unset, data)

        download_url = _parse_download_url(d.pop("download_url", UNSET))

        def _parse_metadata(data: object) -> FileMetadata | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                metadata_type_0 = FileMetadata.from_dict(data)

                return metadata_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FileMetadata | None | Unset, data)

        metadata = _parse_metadata(d.pop("metadata", UNSET))

        def _parse_created_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                created_at_type_0 = datetime.datetime.fromisoformat(data)

                return created_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        created_at = _parse_created_at(d.pop("created_at", UNSET))

        def _parse_updated_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                updated_at_type_0 = datetime.datetime.fromisoformat(data)

                return updated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        updated_at = _parse_updated_at(d.pop("updated_at", UNSET))

        def _parse_deleted_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                deleted_at_type_0 = datetime.datetime.fromisoformat(data)

                return deleted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        deleted_at = _parse_deleted_at(d.pop("deleted_at", UNSET))

        directory_file = cls(
            id=id,
            directory_id=directory_id,
            display_name=display_name,
            project_id=project_id,
            unique_id=unique_id,
            file_id=file_id,
            download_url=download_url,
            metadata=metadata,
            created_at=created_at,
            updated_at=updated_at,
            deleted_at=deleted_at,
        )

        directory_file.additional_properties = d
        return directory_file

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
