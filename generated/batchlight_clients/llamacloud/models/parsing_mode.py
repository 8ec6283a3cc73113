# Generated from specs/llamacloud by `make regen`; do not edit.
from enum import StrEnum


class ParsingMode(StrEnum):
    PARSE_DOCUMENT_WITH_AGENT = "parse_document_with_agent"
    PARSE_DOCUMENT_WITH_LLM = "parse_document_with_llm"
    PARSE_DOCUMENT_WITH_LVM = "parse_document_with_lvm"
    PARSE_PAGE_WITHOUT_LLM = "parse_page_without_llm"
    PARSE_PAGE_WITH_AGENT = "parse_page_with_agent"
    PARSE_PAGE_WITH_LAYOUT_AGENT = "parse_page_with_layout_agent"
    PARSE_PAGE_WITH_LLM = "parse_page_with_llm"
    PARSE_PAGE_WITH_LVM = "parse_page_with_lvm"

    def __str__(self) -> str:
        return str(self.value)
