# Generated from specs/llamacloud_v2 by `make regen`; do not edit.
from enum import StrEnum


class DirectoryCreateRequestType(StrEnum):
    EPHEMERAL = "ephemeral"
    USER = "user"

    def __str__(self) -> str:
        return str(self.value)
