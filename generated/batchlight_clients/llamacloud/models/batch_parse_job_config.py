# Generated from specs/llamacloud by `make regen`; do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.batch_parse_job_config_images_to_save_type_0_item import BatchParseJobConfigImagesToSaveType0Item
from ..models.batch_parse_job_config_priority_type_0 import BatchParseJobConfigPriorityType0
from ..models.fail_page_mode import FailPageMode
from ..models.parsing_languages import ParsingLanguages
from ..models.parsing_mode import ParsingMode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.batch_parse_job_config_custom_metadata_type_0 import BatchParseJobConfigCustomMetadataType0
    from ..models.batch_parse_job_config_resource_info_type_0 import BatchParseJobConfigResourceInfoType0
    from ..models.webhook_configuration import WebhookConfiguration


T = TypeVar("T", bound="BatchParseJobConfig")


@_attrs_define
class BatchParseJobConfig:
    """Parse settings for all items, none of them required. What each of them does, the provider says with its parse API.

    Attributes:
        adaptive_long_table (bool | None | Unset):
        aggressive_table_extraction (bool | None | Unset):
        annotate_links (bool | None | Unset):
        auto_mode (bool | None | Unset):
        auto_mode_configuration_json (None | str | Unset):
        auto_mode_trigger_on_image_in_page (bool | None | Unset):
        auto_mode_trigger_on_regexp_in_page (None | str | Unset):
        auto_mode_trigger_on_table_in_page (bool | None | Unset):
        auto_mode_trigger_on_text_in_page (None | str | Unset):
        azure_openai_api_version (None | str | Unset):
        azure_openai_deployment_name (None | str | Unset):
        azure_openai_endpoint (None | str | Unset):
        azure_openai_key (None | str | Unset):
        bbox_bottom (float | None | Unset):
        bbox_left (float | None | Unset):
        bbox_right (float | None | Unset):
        bbox_top (float | None | Unset):
        bounding_box (None | str | Unset):
        compact_markdown_table (bool | None | Unset):
        complemental_formatting_instruction (None | str | Unset):
        confidence_score_effort (None | str | Unset):
        content_guideline_instruction (None | str | Unset):
        continuous_mode (bool | None | Unset):
        custom_metadata (BatchParseJobConfigCustomMetadataType0 | None | Unset):
        disable_image_extraction (bool | None | Unset):
        disable_ocr (bool | None | Unset):
        disable_reconstruction (bool | None | Unset):
        do_not_cache (bool | None | Unset):
        do_not_unroll_columns (bool | None | Unset):
        enable_cost_optimizer (bool | None | Unset):
        extract_charts (bool | None | Unset):
        extract_layout (bool | None | Unset):
        extract_printed_page_number (bool | None | Unset):
        fast_mode (bool | None | Unset):
        formatting_instruction (None | str | Unset):
        gpt4o_api_key (None | str | Unset):
        gpt4o_mode (bool | None | Unset):
        guess_xlsx_sheet_name (bool | None | Unset):
        hide_footers (bool | None | Unset):
        hide_headers (bool | None | Unset):
        high_res_ocr (bool | None | Unset):
        html_make_all_elements_visible (bool | None | Unset):
        html_remove_fixed_elements (bool | None | Unset):
        html_remove_navigation_elements (bool | None | Unset):
        http_proxy (None | str | Unset):
        ignore_document_elements_for_layout_detection (bool | None | Unset):
        images_to_save (list[BatchParseJobConfigImagesToSaveType0Item] | None | Unset):
        inline_images_in_markdown (bool | None | Unset):
        input_s3_path (None | str | Unset):
        input_s3_region (None | str | Unset):
        input_url (None | str | Unset):
        internal_is_screenshot_job (bool | None | Unset):
        invalidate_cache (bool | None | Unset):
        is_formatting_instruction (bool | None | Unset):
        job_timeout_extra_time_per_page_in_seconds (float | None | Unset):
        job_timeout_in_seconds (float | None | Unset):
        keep_page_separator_when_merging_tables (bool | None | Unset):
        lang (str | Unset):
        languages (list[ParsingLanguages] | Unset):
        layout_aware (bool | None | Unset):
        line_level_bounding_box (bool | None | Unset):
        markdown_table_multiline_header_separator (None | str | Unset):
        max_pages (int | None | Unset):
        max_pages_enforced (int | None | Unset):
        merge_tables_across_pages_in_markdown (bool | None | Unset):
        model (None | str | Unset):
        outlined_table_extraction (bool | None | Unset):
        output_pdf_of_document (bool | None | Unset):
        output_s3_path_prefix (None | str | Unset):
        output_s3_region (None | str | Unset):
        output_tables_as_html (bool | None | Unset):
        output_bucket (None | str | Unset):
        page_error_tolerance (float | None | Unset):
        page_footer_prefix (None | str | Unset):
        page_footer_suffix (None | str | Unset):
        page_header_prefix (None | str | Unset):
        page_header_suffix (None | str | Unset):
        page_prefix (None | str | Unset):
        page_separator (None | str | Unset):
        page_suffix (None | str | Unset):
        parse_mode (None | ParsingMode | Unset):
        parsing_instruction (None | str | Unset):
        pipeline_id (None | str | Unset):
        precise_bounding_box (bool | None | Unset):
        premium_mode (bool | None | Unset):
        presentation_out_of_bounds_content (bool | None | Unset):
        presentation_skip_embedded_data (bool | None | Unset):
        preserve_layout_alignment_across_pages (bool | None | Unset):
        preserve_very_small_text (bool | None | Unset):
        preset (None | str | Unset):
        priority (BatchParseJobConfigPriorityType0 | None | Unset):
        project_id (None | str | Unset):
        remove_hidden_text (bool | None | Unset):
        replace_failed_page_mode (FailPageMode | None | Unset):
        replace_failed_page_with_error_message_prefix (None | str | Unset):
        replace_failed_page_with_error_message_suffix (None | str | Unset):
        resource_info (BatchParseJobConfigResourceInfoType0 | None | Unset):
        save_images (bool | None | Unset):
        skip_diagonal_text (bool | None | Unset):
        specialized_chart_parsing_agentic (bool | None | Unset):
        specialized_chart_parsing_efficient (bool | None | Unset):
        specialized_chart_parsing_plus (bool | None | Unset):
        specialized_image_parsing (bool | None | Unset):
        spreadsheet_extract_sub_tables (bool | None | Unset):
        spreadsheet_force_formula_computation (bool | None | Unset):
        spreadsheet_include_hidden_sheets (bool | None | Unset):
        strict_mode_buggy_font (bool | None | Unset):
        strict_mode_image_extraction (bool | None | Unset):
        strict_mode_image_ocr (bool | None | Unset):
        strict_mode_reconstruction (bool | None | Unset):
        structured_output (bool | None | Unset):
        structured_output_json_schema (None | str | Unset):
        structured_output_json_schema_name (None | str | Unset):
        system_prompt (None | str | Unset):
        system_prompt_append (None | str | Unset):
        take_screenshot (bool | None | Unset):
        target_pages (None | str | Unset):
        tier (None | str | Unset):
        type_ (Literal['parse'] | Unset):
        use_vendor_multimodal_model (bool | None | Unset):
        user_prompt (None | str | Unset):
        vendor_multimodal_api_key (None | str | Unset):
        vendor_multimodal_model_name (None | str | Unset):
        version (None | str | Unset):
        webhook_configurations (list[WebhookConfiguration] | None | Unset): Where to report to, and how.
        webhook_url (None | str | Unset):
    """

    adaptive_long_table: bool | None | Unset = UNSET
    aggressive_table_extraction: bool | None | Unset = UNSET
    annotate_links: bool | None | Unset = UNSET
    auto_mode: bool | None | Unset = UNSET
    auto_mode_configuration_json: None | str | Unset = UNSET
    auto_mode_trigger_on_image_in_page: bool | None | Unset = UNSET
    auto_mode_trigger_on_regexp_in_page: None | str | Unset = UNSET
    auto_mode_trigger_on_table_in_page: bool | None | Unset = UNSET
    auto_mode_trigger_on_text_in_page: None | str | Unset = UNSET
    azure_openai_api_version: None | str | Unset = UNSET
    azure_openai_deployment_name: None | str | Unset = UNSET
    azure_openai_endpoint: None | str | Unset = UNSET
    azure_openai_key: None | str | Unset = UNSET
    bbox_bottom: float | None | Unset = UNSET
    bbox_left: float | None | Unset = UNSET
    bbox_right: float | None | Unset = UNSET
    bbox_top: float | None | Unset = UNSET
    bounding_box: None | str | Unset = UNSET
    compact_markdown_table: bool | None | Unset = UNSET
    complemental_formatting_instruction: None | str | Unset = UNSET
    confidence_score_effort: None | str | Unset = UNSET
    content_guideline_instruction: None | str | Unset = UNSET
    continuous_mode: bool | None | Unset = UNSET
    custom_metadata: BatchParseJobConfigCustomMetadataType0 | None | Unset = UNSET
    disable_image_extraction: bool | None | Unset = UNSET
    disable_ocr: bool | None | Unset = UNSET
    disable_reconstruction: bool | None | Unset = UNSET
    do_not_cache: bool | None | Unset = UNSET
    do_not_unroll_columns: bool | None | Unset = UNSET
    enable_cost_optimizer: bool | None | Unset = UNSET
    extract_charts: bool | None | Unset = UNSET
    extract_layout: bool | None | Unset = UNSET
    extract_printed_page_number: bool | None | Unset = UNSET
    fast_mode: bool | None | Unset = UNSET
    formatting_instruction: None | str | Unset = UNSET
    gpt4o_api_key: None | str | Unset = UNSET
    gpt4o_mode: bool | None | Unset = UNSET
    guess_xlsx_sheet_name: bool | None | Unset = UNSET
    hide_footers: bool | None | Unset = UNSET
    hide_headers: bool | None | Unset = UNSET
    high_res_ocr: bool | None | Unset = UNSET
    html_make_all_elements_visible: bool | None | Unset = UNSET
    html_remove_fixed_elements: bool | None | Unset = UNSET
    html_remove_navigation_elements: bool | None | Unset = UNSET
    http_proxy: None | str | Unset = UNSET
    ignore_document_elements_for_layout_detection: bool | None | Unset = UNSET
    images_to_save: list[BatchParseJobConfigImagesToSaveType0Item] | None | Unset = UNSET
    inline_images_in_markdown: bool | None | Unset = UNSET
    input_s3_path: None | str | Unset = UNSET
    input_s3_region: None | str | Unset = UNSET
    input_url: None | str | Unset = UNSET
    internal_is_screenshot_job: bool | None | Unset = UNSET
    invalidate_cache: bool | None | Unset = UNSET
    is_formatting_instruction: bool | None | Unset = UNSET
    job_timeout_extra_time_per_page_in_seconds: float | None | Unset = UNSET
    job_timeout_in_seconds: float | None | Unset = UNSET
    keep_page_separator_when_merging_tables: bool | None | Unset = UNSET
    lang: str | Unset = UNSET
    languages: list[ParsingLanguages] | Unset = UNSET
    layout_aware: bool | None | Unset = UNSET
    line_level_bounding_box: bool | None | Unset = UNSET
    markdown_table_multiline_header_separator: None | str | Unset = UNSET
    max_pages: int | None | Unset = UNSET
    max_pages_enforced: int | None | Unset = UNSET
    merge_tables_across_pages_in_markdown: bool | None | Unset = UNSET
    model: None | str | Unset = UNSET
    outlined_table_extraction: bool | None | Unset = UNSET
    output_pdf_of_document: bool | None | Unset = UNSET
    output_s3_path_prefix: None | str | Unset = UNSET
    output_s3_region: None | str | Unset = UNSET
    output_tables_as_html: bool | None | Unset = UNSET
    output_bucket: None | str | Unset = UNSET
    page_error_tolerance: float | None | Unset = UNSET
    page_footer_prefix: None | str | Unset = UNSET
    page_footer_suffix: None | str | Unset = UNSET
    page_header_prefix: None | str | Unset = UNSET
    page_header_suffix: None | str | Unset = UNSET
    page_prefix: None | str | Unset = UNSET
    page_separator: None | str | Unset = UNSET
    page_suffix: None | str | Unset = UNSET
    parse_mode: None | ParsingMode | Unset = UNSET
    parsing_instruction: None | str | Unset = UNSET
    pipeline_id: None | str | Unset = UNSET
    precise_bounding_box: bool | None | Unset = UNSET
    premium_mode: bool | None | Unset = UNSET
    presentation_out_of_bounds_content: bool | None | Unset = UNSET
    presentation_skip_embedded_data: bool | None | Unset = UNSET
    preserve_layout_alignment_across_pages: bool | None | Unset = UNSET
    preserve_very_small_text: bool | None | Unset = UNSET
    preset: None | str | Unset = UNSET
    priority: BatchParseJobConfigPriorityType0 | None | Unset = UNSET
    project_id: None | str | Unset = UNSET
    remove_hidden_text: bool | None | Unset = UNSET
    replace_failed_page_mode: FailPageMode | None | Unset = UNSET
    replace_failed_page_with_error_message_prefix: None | str | Unset = UNSET
    replace_failed_page_with_error_message_suffix: None | str | Unset = UNSET
    resource_info: BatchParseJobConfigResourceInfoType0 | None | Unset = UNSET
    save_images: bool | None | Unset = UNSET
    skip_diagonal_text: bool | None | Unset = UNSET
    specialized_chart_parsing_agentic: bool | None | Unset = UNSET
    specialized_chart_parsing_efficient: bool | None | Unset = UNSET
    specialized_chart_parsing_plus: bool | None | Unset = UNSET
    specialized_image_parsing: bool | None | Unset = UNSET
    spreadsheet_extract_sub_tables: bool | None | Unset = UNSET
    spreadsheet_force_formula_computation: bool | None | Unset = UNSET
    spreadsheet_include_hidden_sheets: bool | None | Unset = UNSET
    strict_mode_buggy_font: bool | None | Unset = UNSET
    strict_mode_image_extraction: bool | None | Unset = UNSET
    strict_mode_image_ocr: bool | None | Unset = UNSET
    strict_mode_reconstruction: bool | None | Unset = UNSET
    structured_output: bool | None | Unset = UNSET
    structured_output_json_schema: None | str | Unset = UNSET
    structured_output_json_schema_name: None | str | Unset = UNSET
    system_prompt: None | str | Unset = UNSET
    system_prompt_append: None | str | Unset = UNSET
    take_screenshot: bool | None | Unset = UNSET
    target_pages: None | str | Unset = UNSET
    tier: None | str | Unset = UNSET
    type_: Literal["parse"] | Unset = UNSET
    use_vendor_multimodal_model: bool | None | Unset = UNSET
    user_prompt: None | str | Unset = UNSET
    vendor_multimodal_api_key: None | str | Unset = UNSET
    vendor_multimodal_model_name: None | str | Unset = UNSET
    version: None | str | Unset = UNSET
    webhook_configurations: list[WebhookConfiguration] | None | Unset = UNSET
    webhook_url: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.batch_parse_job_config_custom_metadata_type_0 import BatchParseJobConfigCustomMetadataType0  # noqa: PLC0415
        from ..models.batch_parse_job_config_resource_info_type_0 import BatchParseJobConfigResourceInfoType0  # noqa: PLC0415

        adaptive_long_table: bool | None | Unset
        if isinstance(self.adaptive_long_table, Unset):
            adaptive_long_table = UNSET
        else:
            adaptive_long_table = self.adaptive_long_table

        aggressive_table_extraction: bool | None | Unset
        if isinstance(self.aggressive_table_extraction, Unset):
            aggressive_table_extraction = UNSET
        else:
            aggressive_table_extraction = self.aggressive_table_extraction

        annotate_links: bool | None | Unset
        if isinstance(self.annotate_links, Unset):
            annotate_links = UNSET
        else:
            annotate_links = self.annotate_links

        auto_mode: bool | None | Unset
        if isinstance(self.auto_mode, Unset):
            auto_mode = UNSET
        else:
            auto_mode = self.auto_mode

        auto_mode_configuration_json: None | str | Unset
        if isinstance(self.auto_mode_configuration_json, Unset):
            auto_mode_configuration_json = UNSET
        else:
            auto_mode_configuration_json = self.auto_mode_configuration_json

        auto_mode_trigger_on_image_in_page: bool | None | Unset
        if isinstance(self.auto_mode_trigger_on_image_in_page, Unset):
            auto_mode_trigger_on_image_in_page = UNSET
        else:
            auto_mode_trigger_on_image_in_page = self.auto_mode_trigger_on_image_in_page

        auto_mode_trigger_on_regexp_in_page: None | str | Unset
        if isinstance(self.auto_mode_trigger_on_regexp_in_page, Unset):
            auto_mode_trigger_on_regexp_in_page = UNSET
        else:
            auto_mode_trigger_on_regexp_in_page = self.auto_mode_trigger_on_regexp_in_page

        auto_mode_trigger_on_table_in_page: bool | None | Unset
        if isinstance(self.auto_mode_trigger_on_table_in_page, Unset):
            auto_mode_trigger_on_table_in_page = UNSET
        else:
            auto_mode_trigger_on_table_in_page = self.auto_mode_trigger_on_table_in_page

        auto_mode_trigger_on_text_in_page: None | str | Unset
        if isinstance(self.auto_mode_trigger_on_text_in_page, Unset):
            auto_mode_trigger_on_text_in_page = UNSET
        else:
            auto_mode_trigger_on_text_in_page = self.auto_mode_trigger_on_text_in_page

        azure_openai_api_version: None | str | Unset
        if isinstance(self.azure_openai_api_version, Unset):
            azure_openai_api_version = UNSET
        else:
            azure_openai_api_version = self.azure_openai_api_version

        azure_openai_deployment_name: None | str | Unset
        if isinstance(self.azure_openai_deployment_name, Unset):
            azure_openai_deployment_name = UNSET
        else:
            azure_openai_deployment_name = self.azure_openai_deployment_name

        azure_openai_endpoint: None | str | Unset
        if isinstance(self.azure_openai_endpoint, Unset):
            azure_openai_endpoint = UNSET
        else:
            azure_openai_endpoint = self.azure_openai_endpoint

        azure_openai_key: None | str | Unset
        if isinstance(self.azure_openai_key, Unset):
            azure_openai_key = UNSET
        else:
            azure_openai_key = self.azure_openai_key

        bbox_bottom: float | None | Unset
        if isinstance(self.bbox_bottom, Unset):
            bbox_bottom = UNSET
        else:
            bbox_bottom = self.bbox_bottom

        bbox_left: float | None | Unset
        if isinstance(self.bbox_left, Unset):
            bbox_left = UNSET
        else:
            bbox_left = self.bbox_left

        bbox_right: float | None | Unset
        if isinstance(self.bbox_right, Unset):
            bbox_right = UNSET
        else:
            bbox_right = self.bbox_right

        bbox_top: float | None | Unset
        if isinstance(self.bbox_top, Unset):
            bbox_top = UNSET
        else:
            bbox_top = self.bbox_top

        bounding_box: None | str | Unset
        if isinstance(self.bounding_box, Unset):
            bounding_box = UNSET
        else:
            bounding_box = self.bounding_box

        compact_markdown_table: bool | None | Unset
        if isinstance(self.compact_markdown_table, Unset):
            compact_markdown_table = UNSET
        else:
            compact_markdown_table = self.compact_markdown_table

        complemental_formatting_instruction: None | str | Unset
        if isinstance(self.complemental_formatting_instruction, Unset):
            complemental_formatting_instruction = UNSET
        else:
            complemental_formatting_instruction = self.complemental_formatting_instruction

        confidence_score_effort: None | str | Unset
        if isinstance(self.confidence_score_effort, Unset):
            confidence_score_effort = UNSET
        else:
            confidence_score_effort = self.confidence_score_effort

        content_guideline_instruction: None | str | Unset
        if isinstance(self.content_guideline_instruction, Unset):
            content_guideline_instruction = UNSET
        else:
            content_guideline_instruction = self.content_guideline_instruction

        continuous_mode: bool | None | Unset
        if isinstance(self.continuous_mode, Unset):
            continuous_mode = UNSET
        else:
            continuous_mode = self.continuous_mode

        custom_metadata: dict[str, Any] | None | Unset
        if isinstance(self.custom_metadata, Unset):
            custom_metadata = UNSET
        elif isinstance(self.custom_metadata, BatchParseJobConfigCustomMetadataType0):
            custom_metadata = self.custom_metadata.to_dict()
        else:
            custom_metadata = self.custom_metadata

        disable_image_extraction: bool | None | Unset
        if isinstance(self.disable_image_extraction, Unset):
            disable_image_extraction = UNSET
        else:
            disable_image_extraction = self.disable_image_extraction

        disable_ocr: bool | None | Unset
        if isinstance(self.disable_ocr, Unset):
            disable_ocr = UNSET
        else:
            disable_ocr = self.disable_ocr

        disable_reconstruction: bool | None | Unset
        if isinstance(self.disable_reconstruction, Unset):
            disable_reconstruction = UNSET
        else:
            disable_reconstruction = self.disable_reconstruction

        do_not_cache: bool | None | Unset
        if isinstance(self.do_not_cache, Unset):
            do_not_cache = UNSET
        else:
            do_not_cache = self.do_not_cache

        do_not_unroll_columns: bool | None | Unset
        if isinstance(self.do_not_unroll_columns, Unset):
            do_not_unroll_columns = UNSET
        else:
            do_not_unroll_columns = self.do_not_unroll_columns

        enable_cost_optimizer: bool | None | Unset
        if isinstance(self.enable_cost_optimizer, Unset):
            enable_cost_optimizer = UNSET
        else:
            enable_cost_optimizer = self.enable_cost_optimizer

        extract_charts: bool | None | Unset
        if isinstance(self.extract_charts, Unset):
            extract_charts = UNSET
        else:
            extract_charts = self.extract_charts

        extract_layout: bool | None | Unset
        if isinstance(self.extract_layout, Unset):
            extract_layout = UNSET
        else:
            extract_layout = self.extract_layout

        extract_printed_page_number: bool | None | Unset
        if isinstance(self.extract_printed_page_number, Unset):
            extract_printed_page_number = UNSET
        else:
            extract_printed_page_number = self.extract_printed_page_number

        fast_mode: bool | None | Unset
        if isinstance(self.fast_mode, Unset):
            fast_mode = UNSET
        else:
            fast_mode = self.fast_mode

        formatting_instruction: None | str | Unset
        if isinstance(self.formatting_instruction, Unset):
            formatting_instruction = UNSET
        else:
            formatting_instruction = self.formatting_instruction

        gpt4o_api_key: None | str | Unset
        if isinstance(self.gpt4o_api_key, Unset):
            gpt4o_api_key = UNSET
        else:
            gpt4o_api_key = self.gpt4o_api_key

        gpt4o_mode: bool | None | Unset
        if isinstance(self.gpt4o_mode, Unset):
            gpt4o_mode = UNSET
        else:
            gpt4o_mode = self.gpt4o_mode

        guess_xlsx_sheet_name: bool | None | Unset
        if isinstance(self.guess_xlsx_sheet_name, Unset):
            guess_xlsx_sheet_name = UNSET
        else:
            guess_xlsx_sheet_name = self.guess_xlsx_sheet_name

        hide_footers: bool | None | Unset
        if isinstance(self.hide_footers, Unset):
            hide_footers = UNSET
        else:
            hide_footers = self.hide_footers

        hide_headers: bool | None | Unset
        if isinstance(self.hide_headers, Unset):
            hide_headers = UNSET
        else:
            hide_headers = self.hide_headers

        high_res_ocr: bool | None | Unset
        if isinstance(self.high_res_ocr, Unset):
            high_res_ocr = UNSET
        else:
            high_res_ocr = self.high_res_ocr

        html_make_all_elements_visible: bool | None | Unset
        if isinstance(self.html_make_all_elements_visible, Unset):
            html_make_all_elements_visible = UNSET
        else:
            html_make_all_elements_visible = self.html_make_all_elements_visible

        html_remove_fixed_elements: bool | None | Unset
        if isinstance(self.html_remove_fixed_elements, Unset):
            html_remove_fixed_elements = UNSET
        else:
            html_remove_fixed_elements = self.html_remove_fixed_elements

        html_remove_navigation_elements: bool | None | Unset
        if isinstance(self.html_remove_navigation_elements, Unset):
            html_remove_navigation_elements = UNSET
        else:
            html_remove_navigation_elements = self.html_remove_navigation_elements

        http_proxy: None | str | Unset
        if isinstance(self.http_proxy, Unset):
            http_proxy = UNSET
        else:
            http_proxy = self.http_proxy

        ignore_document_elements_for_layout_detection: bool | None | Unset
        if isinstance(self.ignore_document_elements_for_layout_detection, Unset):
            ignore_document_elements_for_layout_detection = UNSET
        else:
            ignore_document_elements_for_layout_detection = self.ignore_document_elements_for_layout_detection

        images_to_save: list[str] | None | Unset
        if isinstance(self.images_to_save, Unset):
            images_to_save = UNSET
        elif isinstance(self.images_to_save, list):
            images_to_save = []
            for images_to_save_type_0_item_data in self.images_to_save:
                images_to_save_type_0_item = images_to_save_type_0_item_data.value
                images_to_save.append(images_to_save_type_0_item)

        else:
            images_to_save = self.images_to_save

        inline_images_in_markdown: bool | None | Unset
        if isinstance(self.inline_images_in_markdown, Unset):
            inline_images_in_markdown = UNSET
        else:
            inline_images_in_markdown = self.inline_images_in_markdown

        input_s3_path: None | str | Unset
        if isinstance(self.input_s3_path, Unset):
            input_s3_path = UNSET
        else:
            input_s3_path = self.input_s3_path

        input_s3_region: None | str | Unset
        if isinstance(self.input_s3_region, Unset):
            input_s3_region = UNSET
        else:
            input_s3_region = self.input_s3_region

        input_url: None | str | Unset
        if isinstance(self.input_url, Unset):
            input_url = UNSET
        else:
            input_url = self.input_url

        internal_is_screenshot_job: bool | None | Unset
        if isinstance(self.internal_is_screenshot_job, Unset):
            internal_is_screenshot_job = UNSET
        else:
            internal_is_screenshot_job = self.internal_is_screenshot_job

        invalidate_cache: bool | None | Unset
        if isinstance(self.invalidate_cache, Unset):
            invalidate_cache = UNSET
        else:
            invalidate_cache = self.invalidate_cache

        is_formatting_instruction: bool | None | Unset
        if isinstance(self.is_formatting_instruction, Unset):
            is_formatting_instruction = UNSET
        else:
            is_formatting_instruction = self.is_formatting_instruction

        job_timeout_extra_time_per_page_in_seconds: float | None | Unset
        if isinstance(self.job_timeout_extra_time_per_page_in_seconds, Unset):
            job_timeout_extra_time_per_page_in_seconds = UNSET
        else:
            job_timeout_extra_time_per_page_in_seconds = self.job_timeout_extra_time_per_page_in_seconds

        job_timeout_in_seconds: float | None | Unset
        if isinstance(self.job_timeout_in_seconds, Unset):
            job_timeout_in_seconds = UNSET
        else:
            job_timeout_in_seconds = self.job_timeout_in_seconds

        keep_page_separator_when_merging_tables: bool | None | Unset
        if isinstance(self.keep_page_separator_when_merging_tables, Unset):
            keep_page_separator_when_merging_tables = UNSET
        else:
            keep_page_separator_when_merging_tables = self.keep_page_separator_when_merging_tables

        lang = self.lang

        languages: list[str] | Unset = UNSET
        if not isinstance(self.languages, Unset):
            languages = []
            for languages_item_data in self.languages:
                languages_item = languages_item_data.value
                languages.append(languages_item)

        layout_aware: bool | None | Unset
        if isinstance(self.layout_aware, Unset):
            layout_aware = UNSET
        else:
            layout_aware = self.layout_aware

        line_level_bounding_box: bool | None | Unset
        if isinstance(self.line_level_bounding_box, Unset):
            line_level_bounding_box = UNSET
        else:
            line_level_bounding_box = self.line_level_bounding_box

        markdown_table_multiline_header_separator: None | str | Unset
        if isinstance(self.markdown_table_multiline_header_separator, Unset):
            markdown_table_multiline_header_separator = UNSET
        else:
            markdown_table_multiline_header_separator = self.markdown_table_multiline_header_separator

        max_pages: int | None | Unset
        if isinstance(self.max_pages, Unset):
            max_pages = UNSET
        else:
            max_pages = self.max_pages

        max_pages_enforced: int | None | Unset
        if isinstance(self.max_pages_enforced, Unset):
            max_pages_enforced = UNSET
        else:
            max_pages_enforced = self.max_pages_enforced

        merge_tables_across_pages_in_markdown: bool | None | Unset
        if isinstance(self.merge_tables_across_pages_in_markdown, Unset):
            merge_tables_across_pages_in_markdown = UNSET
        else:
            merge_tables_across_pages_in_markdown = self.merge_tables_across_pages_in_markdown

        model: None | str | Unset
        if isinstance(self.model, Unset):
            model = UNSET
        else:
            model = self.model

        outlined_table_extraction: bool | None | Unset
        if isinstance(self.outlined_table_extraction, Unset):
            outlined_table_extraction = UNSET
        else:
            outlined_table_extraction = self.outlined_table_extraction

        output_pdf_of_document: bool | None | Unset
        if isinstance(self.output_pdf_of_document, Unset):
            output_pdf_of_document = UNSET
        else:
            output_pdf_of_document = self.output_pdf_of_document

        output_s3_path_prefix: None | str | Unset
        if isinstance(self.output_s3_path_prefix, Unset):
            output_s3_path_prefix = UNSET
        else:
            output_s3_path_prefix = self.output_s3_path_prefix

        output_s3_region: None | str | Unset
        if isinstance(self.output_s3_region, Unset):
            output_s3_region = UNSET
        else:
            output_s3_region = self.output_s3_region

        output_tables_as_html: bool | None | Unset
        if isinstance(self.output_tables_as_html, Unset):
            output_tables_as_html = UNSET
        else:
            output_tables_as_html = self.output_tables_as_html

        output_bucket: None | str | Unset
        if isinstance(self.output_bucket, Unset):
            output_bucket = UNSET
        else:
            output_bucket = self.output_bucket

        page_error_tolerance: float | None | Unset
        if isinstance(self.page_error_tolerance, Unset):
            page_error_tolerance = UNSET
        else:
            page_error_tolerance = self.page_error_tolerance

        page_footer_prefix: None | str | Unset
        if isinstance(self.page_footer_prefix, Unset):
            page_footer_prefix = UNSET
        else:
            page_footer_prefix = self.page_footer_prefix

        page_footer_suffix: None | str | Unset
        if isinstance(self.page_footer_suffix, Unset):
            page_footer_suffix = UNSET
        else:
            page_footer_suffix = self.page_footer_suffix

        page_header_prefix: None | str | Unset
        if isinstance(self.page_header_prefix, Unset):
            page_header_prefix = UNSET
        else:
            page_header_prefix = self.page_header_prefix

        page_header_suffix: None | str | Unset
        if isinstance(self.page_header_suffix, Unset):
            page_header_suffix = UNSET
        else:
            page_header_suffix = self.page_header_suffix

        page_prefix: None | str | Unset
        if isinstance(self.page_prefix, Unset):
            page_prefix = UNSET
        else:
            page_prefix = self.page_prefix

        page_separator: None | str | Unset
        if isinstance(self.page_separator, Unset):
            page_separator = UNSET
        else:
            page_separator = self.page_separator

        page_suffix: None | str | Unset
        if isinstance(self.page_suffix, Unset):
            page_suffix = UNSET
        else:
            page_suffix = self.page_suffix

        parse_mode: None | str | Unset
        if isinstance(self.parse_mode, Unset):
            parse_mode = UNSET
        elif isinstance(self.parse_mode, ParsingMode):
            parse_mode = self.parse_mode.value
        else:
            parse_mode = self.parse_mode

        parsing_instruction: None | str | Unset
        if isinstance(self.parsing_instruction, Unset):
            parsing_instruction = UNSET
        else:
            parsing_instruction = self.parsing_instruction

        pipeline_id: None | str | Unset
        if isinstance(self.pipeline_id, Unset):
            pipeline_id = UNSET
        else:
            pipeline_id = self.pipeline_id

        precise_bounding_box: bool | None | Unset
        if isinstance(self.precise_bounding_box, Unset):
            precise_bounding_box = UNSET
        else:
            precise_bounding_box = self.precise_bounding_box

        premium_mode: bool | None | Unset
        if isinstance(self.premium_mode, Unset):
            premium_mode = UNSET
        else:
            premium_mode = self.premium_mode

        presentation_out_of_bounds_content: bool | None | Unset
        if isinstance(self.presentation_out_of_bounds_content, Unset):
            presentation_out_of_bounds_content = UNSET
        else:
            presentation_out_of_bounds_content = self.presentation_out_of_bounds_content

        presentation_skip_embedded_data: bool | None | Unset
        if isinstance(self.presentation_skip_embedded_data, Unset):
            presentation_skip_embedded_data = UNSET
        else:
            presentation_skip_embedded_data = self.presentation_skip_embedded_data

        preserve_layout_alignment_across_pages: bool | None | Unset
        if isinstance(self.preserve_layout_alignment_across_pages, Unset):
            preserve_layout_alignment_across_pages = UNSET
        else:
            preserve_layout_alignment_across_pages = self.preserve_layout_alignment_across_pages

        preserve_very_small_text: bool | None | Unset
        if isinstance(self.preserve_very_small_text, Unset):
            preserve_very_small_text = UNSET
        else:
            preserve_very_small_text = self.preserve_very_small_text

        preset: None | str | Unset
        if isinstance(self.preset, Unset):
            preset = UNSET
        else:
            preset = self.preset

        priority: None | str | Unset
        if isinstance(self.priority, Unset):
            priority = UNSET
        elif isinstance(self.priority, BatchParseJobConfigPriorityType0):
            priority = self.priority.value
        else:
            priority = self.priority

        project_id: None | str | Unset
        if isinstance(self.project_id, Unset):
            project_id = UNSET
        else:
            project_id = self.project_id

        remove_hidden_text: bool | None | Unset
        if isinstance(self.remove_hidden_text, Unset):
            remove_hidden_text = UNSET
        else:
            remove_hidden_text = self.remove_hidden_text

        replace_failed_page_mode: None | str | Unset
        if isinstance(self.replace_failed_page_mode, Unset):
            replace_failed_page_mode = UNSET
        elif isinstance(self.replace_failed_page_mode, FailPageMode):
            replace_failed_page_mode = self.replace_failed_page_mode.value
        else:
            replace_failed_page_mode = self.replace_failed_page_mode

        replace_failed_page_with_error_message_prefix: None | str | Unset
        if isinstance(self.replace_failed_page_with_error_message_prefix, Unset):
            replace_failed_page_with_error_message_prefix = UNSET
        else:
            replace_failed_page_with_error_message_prefix = self.replace_failed_page_with_error_message_prefix

        replace_failed_page_with_error_message_suffix: None | str | Unset
        if isinstance(self.replace_failed_page_with_error_message_suffix, Unset):
            replace_failed_page_with_error_message_suffix = UNSET
        else:
            replace_failed_page_with_error_message_suffix = self.replace_failed_page_with_error_message_suffix

        resource_info: dict[str, Any] | None | Unset
        if isinstance(self.resource_info, Unset):
            resource_info = UNSET
        elif isinstance(self.resource_info, BatchParseJobConfigResourceInfoType0):
            resource_info = self.resource_info.to_dict()
        else:
            resource_info = self.resource_info

        save_images: bool | None | Unset
        if isinstance(self.save_images, Unset):
            save_images = UNSET
        else:
            save_images = self.save_images

        skip_diagonal_text: bool | None | Unset
        if isinstance(self.skip_diagonal_text, Unset):
            skip_diagonal_text = UNSET
        else:
            skip_diagonal_text = self.skip_diagonal_text

        specialized_chart_parsing_agentic: bool | None | Unset
        if isinstance(self.specialized_chart_parsing_agentic, Unset):
            specialized_chart_parsing_agentic = UNSET
        else:
            specialized_chart_parsing_agentic = self.specialized_chart_parsing_agentic

        specialized_chart_parsing_efficient: bool | None | Unset
        if isinstance(self.specialized_chart_parsing_efficient, Unset):
            specialized_chart_parsing_efficient = UNSET
        else:
            specialized_chart_parsing_efficient = self.specialized_chart_parsing_efficient

        specialized_chart_parsing_plus: bool | None | Unset
        if isinstance(self.specialized_chart_parsing_plus, Unset):
            specialized_chart_parsing_plus = UNSET
        else:
            specialized_chart_parsing_plus = self.specialized_chart_parsing_plus

        specialized_image_parsing: bool | None | Unset
        if isinstance(self.specialized_image_parsing, Unset):
            specialized_image_parsing = UNSET
        else:
            specialized_image_parsing = self.specialized_image_parsing

        spreadsheet_extract_sub_tables: bool | None | Unset
        if isinstance(self.spreadsheet_extract_sub_tables, Unset):
            spreadsheet_extract_sub_tables = UNSET
        else:
            spreadsheet_extract_sub_tables = self.spreadsheet_extract_sub_tables

        spreadsheet_force_formula_computation: bool | None | Unset
        if isinstance(self.spreadsheet_force_formula_computation, Unset):
            spreadsheet_force_formula_computation = UNSET
        else:
            spreadsheet_force_formula_computation = self.spreadsheet_force_formula_computation

        spreadsheet_include_hidden_sheets: bool | None | Unset
        if isinstance(self.spreadsheet_include_hidden_sheets, Unset):
            spreadsheet_include_hidden_sheets = UNSET
        else:
            spreadsheet_include_hidden_sheets = self.spreadsheet_include_hidden_sheets

        strict_mode_buggy_font: bool | None | Unset
        if isinstance(self.strict_mode_buggy_font, Unset):
            strict_mode_buggy_font = UNSET
        else:
            strict_mode_buggy_font = self.strict_mode_buggy_font

        strict_mode_image_extraction: bool | None | Unset
        if isinstance(self.strict_mode_image_extraction, Unset):
            strict_mode_image_extraction = UNSET
        else:
            strict_mode_image_extraction = self.strict_mode_image_extraction

        strict_mode_image_ocr: bool | None | Unset
        if isinstance(self.strict_mode_image_ocr, Unset):
            strict_mode_image_ocr = UNSET
        else:
            strict_mode_image_ocr = self.strict_mode_image_ocr

        strict_mode_reconstruction: bool | None | Unset
        if isinstance(self.strict_mode_reconstruction, Unset):
            strict_mode_reconstruction = UNSET
        else:
            strict_mode_reconstruction = self.strict_mode_reconstruction

        structured_output: bool | None | Unset
        if isinstance(self.structured_output, Unset):
            structured_output = UNSET
        else:
            structured_output = self.structured_output

        structured_output_json_schema: None | str | Unset
        if isinstance(self.structured_output_json_schema, Unset):
            structured_output_json_schema = UNSET
        else:
            structured_output_json_schema = self.structured_output_json_schema

        structured_output_json_schema_name: None | str | Unset
        if isinstance(self.structured_output_json_schema_name, Unset):
            structured_output_json_schema_name = UNSET
        else:
            structured_output_json_schema_name = self.structured_output_json_schema_name

        system_prompt: None | str | Unset
        if isinstance(self.system_prompt, Unset):
            system_prompt = UNSET
        else:
            system_prompt = self.system_prompt

        system_prompt_append: None | str | Unset
        if isinstance(self.system_prompt_append, Unset):
            system_prompt_append = UNSET
        else:
            system_prompt_append = self.system_prompt_append

        take_screenshot: bool | None | Unset
        if isinstance(self.take_screenshot, Unset):
            take_screenshot = UNSET
        else:
            take_screenshot = self.take_screenshot

        target_pages: None | str | Unset
        if isinstance(self.target_pages, Unset):
            target_pages = UNSET
        else:
            target_pages = self.target_pages

        tier: None | str | Unset
        if isinstance(self.tier, Unset):
            tier = UNSET
        else:
            tier = self.tier

        type_ = self.type_

        use_vendor_multimodal_model: bool | None | Unset
        if isinstance(self.use_vendor_multimodal_model, Unset):
            use_vendor_multimodal_model = UNSET
        else:
            use_vendor_multimodal_model = self.use_vendor_multimodal_model

        user_prompt: None | str | Unset
        if isinstance(self.user_prompt, Unset):
            user_prompt = UNSET
        else:
            user_prompt = self.user_prompt

        vendor_multimodal_api_key: None | str | Unset
        if isinstance(self.vendor_multimodal_api_key, Unset):
            vendor_multimodal_api_key = UNSET
        else:
            vendor_multimodal_api_key = self.vendor_multimodal_api_key

        vendor_multimodal_model_name: None | str | Unset
        if isinstance(self.vendor_multimodal_model_name, Unset):
            vendor_multimodal_model_name = UNSET
        else:
            vendor_multimodal_model_name = self.vendor_multimodal_model_name

        version: None | str | Unset
        if isinstance(self.version, Unset):
            version = UNSET
        else:
            version = self.version

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

        webhook_url: None | str | Unset
        if isinstance(self.webhook_url, Unset):
            webhook_url = UNSET
        else:
            webhook_url = self.webhook_url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if adaptive_long_table is not UNSET:
            field_dict["adaptive_long_table"] = adaptive_long_table
        if aggressive_table_extraction is not UNSET:
            field_dict["aggressive_table_extraction"] = aggressive_table_extraction
        if annotate_links is not UNSET:
            field_dict["annotate_links"] = annotate_links
        if auto_mode is not UNSET:
            field_dict["auto_mode"] = auto_mode
        if auto_mode_configuration_json is not UNSET:
            field_dict["auto_mode_configuration_json"] = auto_mode_configuration_json
        if auto_mode_trigger_on_image_in_page is not UNSET:
            field_dict["auto_mode_trigger_on_image_in_page"] = auto_mode_trigger_on_image_in_page
        if auto_mode_trigger_on_regexp_in_page is not UNSET:
            field_dict["auto_mode_trigger_on_regexp_in_page"] = auto_mode_trigger_on_regexp_in_page
        if auto_mode_trigger_on_table_in_page is not UNSET:
            field_dict["auto_mode_trigger_on_table_in_page"] = auto_mode_trigger_on_table_in_page
        if auto_mode_trigger_on_text_in_page is not UNSET:
            field_dict["auto_mode_trigger_on_text_in_page"] = auto_mode_trigger_on_text_in_page
        if azure_openai_api_version is not UNSET:
            field_dict["azure_openai_api_version"] = azure_openai_api_version
        if azure_openai_deployment_name is not UNSET:
            field_dict["azure_openai_deployment_name"] = azure_openai_deployment_name
        if azure_openai_endpoint is not UNSET:
            field_dict["azure_openai_endpoint"] = azure_openai_endpoint
        if azure_openai_key is not UNSET:
            field_dict["azure_openai_key"] = azure_openai_key
        if bbox_bottom is not UNSET:
            field_dict["bbox_bottom"] = bbox_bottom
        if bbox_left is not UNSET:
            field_dict["bbox_left"] = bbox_left
        if bbox_right is not UNSET:
            field_dict["bbox_right"] = bbox_right
        if bbox_top is not UNSET:
            field_dict["bbox_top"] = bbox_top
        if bounding_box is not UNSET:
            field_dict["bounding_box"] = bounding_box
        if compact_markdown_table is not UNSET:
            field_dict["compact_markdown_table"] = compact_markdown_table
        if complemental_formatting_instruction is not UNSET:
            field_dict["complemental_formatting_instruction"] = complemental_formatting_instruction
        if confidence_score_effort is not UNSET:
            field_dict["confidence_score_effort"] = confidence_score_effort
        if content_guideline_instruction is not UNSET:
            field_dict["content_guideline_instruction"] = content_guideline_instruction
        if continuous_mode is not UNSET:
            field_dict["continuous_mode"] = continuous_mode
        if custom_metadata is not UNSET:
            field_dict["custom_metadata"] = custom_metadata
        if disable_image_extraction is not UNSET:
            field_dict["disable_image_extraction"] = disable_image_extraction
        if disable_ocr is not UNSET:
            field_dict["disable_ocr"] = disable_ocr
        if disable_reconstruction is not UNSET:
            field_dict["disable_reconstruction"] = disable_reconstruction
        if do_not_cache is not UNSET:
            field_dict["do_not_cache"] = do_not_cache
        if do_not_unroll_columns is not UNSET:
            field_dict["do_not_unroll_columns"] = do_not_unroll_columns
        if enable_cost_optimizer is not UNSET:
            field_dict["enable_cost_optimizer"] = enable_cost_optimizer
        if extract_charts is not UNSET:
            field_dict["extract_charts"] = extract_charts
        if extract_layout is not UNSET:
            field_dict["extract_layout"] = extract_layout
        if extract_printed_page_number is not UNSET:
            field_dict["extract_printed_page_number"] = extract_printed_page_number
        if fast_mode is not UNSET:
            field_dict["fast_mode"] = fast_mode
        if formatting_instruction is not UNSET:
            field_dict["formatting_instruction"] = formatting_instruction
        if gpt4o_api_key is not UNSET:
            field_dict["gpt4o_api_key"] = gpt4o_api_key
        if gpt4o_mode is not UNSET:
            field_dict["gpt4o_mode"] = gpt4o_mode
        if guess_xlsx_sheet_name is not UNSET:
            field_dict["guess_xlsx_sheet_name"] = guess_xlsx_sheet_name
        if hide_footers is not UNSET:
            field_dict["hide_footers"] = hide_footers
        if hide_headers is not UNSET:
            field_dict["hide_headers"] = hide_headers
        if high_res_ocr is not UNSET:
            field_dict["high_res_ocr"] = high_res_ocr
        if html_make_all_elements_visible is not UNSET:
            field_dict["html_make_all_elements_visible"] = html_make_all_elements_visible
        if html_remove_fixed_elements is not UNSET:
            field_dict["html_remove_fixed_elements"] = html_remove_fixed_elements
        if html_remove_navigation_elements is not UNSET:
            field_dict["html_remove_navigation_elements"] = html_remove_navigation_elements
        if http_proxy is not UNSET:
            field_dict["http_proxy"] = http_proxy
        if ignore_document_elements_for_layout_detection is not UNSET:
            field_dict["ignore_document_elements_for_layout_detection"] = ignore_document_elements_for_layout_detection
        if images_to_save is not UNSET:
            field_dict["images_to_save"] = images_to_save
        if inline_images_in_markdown is not UNSET:
            field_dict["inline_images_in_markdown"] = inline_images_in_markdown
        if input_s3_path is not UNSET:
            field_dict["input_s3_path"] = input_s3_path
        if input_s3_region is not UNSET:
            field_dict["input_s3_region"] = input_s3_region
        if input_url is not UNSET:
            field_dict["input_url"] = input_url
        if internal_is_screenshot_job is not UNSET:
            field_dict["internal_is_screenshot_job"] = internal_is_screenshot_job
        if invalidate_cache is not UNSET:
            field_dict["invalidate_cache"] = invalidate_cache
        if is_formatting_instruction is not UNSET:
            field_dict["is_formatting_instruction"] = is_formatting_instruction
        if job_timeout_extra_time_per_page_in_seconds is not UNSET:
            field_dict["job_timeout_extra_time_per_page_in_seconds"] = job_timeout_extra_time_per_page_in_seconds
        if job_timeout_in_seconds is not UNSET:
            field_dict["job_timeout_in_seconds"] = job_timeout_in_seconds
        if keep_page_separator_when_merging_tables is not UNSET:
            field_dict["keep_page_separator_when_merging_tables"] = keep_page_separator_when_merging_tables
        if lang is not UNSET:
            field_dict["lang"] = lang
        if languages is not UNSET:
            field_dict["languages"] = languages
        if layout_aware is not UNSET:
            field_dict["layout_aware"] = layout_aware
        if line_level_bounding_box is not UNSET:
            field_dict["line_level_bounding_box"] = line_level_bounding_box
        if markdown_table_multiline_header_separator is not UNSET:
            field_dict["markdown_table_multiline_header_separator"] = markdown_table_multiline_header_separator
        if max_pages is not UNSET:
            field_dict["max_pages"] = max_pages
        if max_pages_enforced is not UNSET:
            field_dict["max_pages_enforced"] = max_pages_enforced
        if merge_tables_across_pages_in_markdown is not UNSET:
            field_dict["merge_tables_across_pages_in_markdown"] = merge_tables_across_pages_in_markdown
        if model is not UNSET:
            field_dict["model"] = model
        if outlined_table_extraction is not UNSET:
            field_dict["outlined_table_extraction"] = outlined_table_extraction
        if output_pdf_of_document is not UNSET:
            field_dict["output_pdf_of_document"] = output_pdf_of_document
        if output_s3_path_prefix is not UNSET:
            field_dict["output_s3_path_prefix"] = output_s3_path_prefix
        if output_s3_region is not UNSET:
            field_dict["output_s3_region"] = output_s3_region
        if output_tables_as_html is not UNSET:
            field_dict["output_tables_as_HTML"] = output_tables_as_html
        if output_bucket is not UNSET:
            field_dict["outputBucket"] = output_bucket
        if page_error_tolerance is not UNSET:
            field_dict["page_error_tolerance"] = page_error_tolerance
        if page_footer_prefix is not UNSET:
            field_dict["page_footer_prefix"] = page_footer_prefix
        if page_footer_suffix is not UNSET:
            field_dict["page_footer_suffix"] = page_footer_suffix
        if page_header_prefix is not UNSET:
            field_dict["page_header_prefix"] = page_header_prefix
        if page_header_suffix is not UNSET:
            field_dict["page_header_suffix"] = page_header_suffix
        if page_prefix is not UNSET:
            field_dict["page_prefix"] = page_prefix
        if page_separator is not UNSET:
            field_dict["page_separator"] = page_separator
        if page_suffix is not UNSET:
            field_dict["page_suffix"] = page_suffix
        if parse_mode is not UNSET:
            field_dict["parse_mode"] = parse_mode
        if parsing_instruction is not UNSET:
            field_dict["parsing_instruction"] = parsing_instruction
        if pipeline_id is not UNSET:
            field_dict["pipeline_id"] = pipeline_id
        if precise_bounding_box is not UNSET:
            field_dict["precise_bounding_box"] = precise_bounding_box
        if premium_mode is not UNSET:
            field_dict["premium_mode"] = premium_mode
        if presentation_out_of_bounds_content is not UNSET:
            field_dict["presentation_out_of_bounds_content"] = presentation_out_of_bounds_content
        if presentation_skip_embedded_data is not UNSET:
            field_dict["presentation_skip_embedded_data"] = presentation_skip_embedded_data
        if preserve_layout_alignment_across_pages is not UNSET:
            field_dict["preserve_layout_alignment_across_pages"] = preserve_layout_alignment_across_pages
        if preserve_very_small_text is not UNSET:
            field_dict["preserve_very_small_text"] = preserve_very_small_text
        if preset is not UNSET:
            field_dict["preset"] = preset
        if priority is not UNSET:
            field_dict["priority"] = priority
        if project_id is not UNSET:
            field_dict["project_id"] = project_id
        if remove_hidden_text is not UNSET:
            field_dict["remove_hidden_text"] = remove_hidden_text
        if replace_failed_page_mode is not UNSET:
            field_dict["replace_failed_page_mode"] = replace_failed_page_mode
        if replace_failed_page_with_error_message_prefix is not UNSET:
            field_dict["replace_failed_page_with_error_message_prefix"] = replace_failed_page_with_error_message_prefix
        if replace_failed_page_with_error_message_suffix is not UNSET:
            field_dict["replace_failed_page_with_error_message_suffix"] = replace_failed_page_with_error_message_suffix
        if resource_info is not UNSET:
            field_dict["resource_info"] = resource_info
        if save_images is not UNSET:
            field_dict["save_images"] = save_images
        if skip_diagonal_text is not UNSET:
            field_dict["skip_diagonal_text"] = skip_diagonal_text
        if specialized_chart_parsing_agentic is not UNSET:
            field_dict["specialized_chart_parsing_agentic"] = specialized_chart_parsing_agentic
        if specialized_chart_parsing_efficient is not UNSET:
            field_dict["specialized_chart_parsing_efficient"] = specialized_chart_parsing_efficient
        if specialized_chart_parsing_plus is not UNSET:
            field_dict["specialized_chart_parsing_plus"] = specialized_chart_parsing_plus
        if specialized_image_parsing is not UNSET:
            field_dict["specialized_image_parsing"] = specialized_image_parsing
        if spreadsheet_extract_sub_tables is not UNSET:
            field_dict["spreadsheet_extract_sub_tables"] = spreadsheet_extract_sub_tables
        if spreadsheet_force_formula_computation is not UNSET:
            field_dict["spreadsheet_force_formula_computation"] = spreadsheet_force_formula_computation
        if spreadsheet_include_hidden_sheets is not UNSET:
            field_dict["spreadsheet_include_hidden_sheets"] = spreadsheet_include_hidden_sheets
        if strict_mode_buggy_font is not UNSET:
            field_dict["strict_mode_buggy_font"] = strict_mode_buggy_font
        if strict_mode_image_extraction is not UNSET:
            field_dict["strict_mode_image_extraction"] = strict_mode_image_extraction
        if strict_mode_image_ocr is not UNSET:
            field_dict["strict_mode_image_ocr"] = strict_mode_image_ocr
        if strict_mode_reconstruction is not UNSET:
            field_dict["strict_mode_reconstruction"] = strict_mode_reconstruction
        if structured_output is not UNSET:
            field_dict["structured_output"] = structured_output
        if structured_output_json_schema is not UNSET:
            field_dict["structured_output_json_schema"] = structured_output_json_schema
        if structured_output_json_schema_name is not UNSET:
            field_dict["structured_output_json_schema_name"] = structured_output_json_schema_name
        if system_prompt is not UNSET:
            field_dict["system_prompt"] = system_prompt
        if system_prompt_append is not UNSET:
            field_dict["system_prompt_append"] = system_prompt_append
        if take_screenshot is not UNSET:
            field_dict["take_screenshot"] = take_screenshot
        if target_pages is not UNSET:
            field_dict["target_pages"] = target_pages
        if tier is not UNSET:
            field_dict["tier"] = tier
        if type_ is not UNSET:
            field_dict["type"] = type_
        if use_vendor_multimodal_model is not UNSET:
            field_dict["use_vendor_multimodal_model"] = use_vendor_multimodal_model
        if user_prompt is not UNSET:
            field_dict["user_prompt"] = user_prompt
        if vendor_multimodal_api_key is not UNSET:
            field_dict["vendor_multimodal_api_key"] = vendor_multimodal_api_key
        if vendor_multimodal_model_name is not UNSET:
            field_dict["vendor_multimodal_model_name"] = vendor_multimodal_model_name
        if version is not UNSET:
            field_dict["version"] = version
        if webhook_configurations is not UNSET:
            field_dict["webhook_configurations"] = webhook_configurations
        if webhook_url is not UNSET:
            field_dict["webhook_url"] = webhook_url

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.batch_parse_job_config_custom_metadata_type_0 import BatchParseJobConfigCustomMetadataType0  # noqa: PLC0415
        from ..models.batch_parse_job_config_resource_info_type_0 import BatchParseJobConfigResourceInfoType0  # noqa: PLC0415
        from ..models.webhook_configuration import WebhookConfiguration  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_adaptive_long_table(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        adaptive_long_table = _parse_adaptive_long_table(d.pop("adaptive_long_table", UNSET))

        def _parse_aggressive_table_extraction(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        aggressive_table_extraction = _parse_aggressive_table_extraction(d.pop("aggressive_table_extraction", UNSET))

        def _parse_annotate_links(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        annotate_links = _parse_annotate_links(d.pop("annotate_links", UNSET))

        def _parse_auto_mode(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        auto_mode = _parse_auto_mode(d.pop("auto_mode", UNSET))

        def _parse_auto_mode_configuration_json(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        auto_mode_configuration_json = _parse_auto_mode_configuration_json(d.pop("auto_mode_configuration_json", UNSET))

        def _parse_auto_mode_trigger_on_image_in_page(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        auto_mode_trigger_on_image_in_page = _parse_auto_mode_trigger_on_image_in_page(
            d.pop("auto_mode_trigger_on_image_in_page", UNSET)
        )

        def _parse_auto_mode_trigger_on_regexp_in_page(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        auto_mode_trigger_on_regexp_in_page = _parse_auto_mode_trigger_on_regexp_in_page(
            d.pop("auto_mode_trigger_on_regexp_in_page", UNSET)
        )

        def _parse_auto_mode_trigger_on_table_in_page(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        auto_mode_trigger_on_table_in_page = _parse_auto_mode_trigger_on_table_in_page(
            d.pop("auto_mode_trigger_on_table_in_page", UNSET)
        )

        def _parse_auto_mode_trigger_on_text_in_page(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        auto_mode_trigger_on_text_in_page = _parse_auto_mode_trigger_on_text_in_page(
            d.pop("auto_mode_trigger_on_text_in_page", UNSET)
        )

        def _parse_azure_openai_api_version(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        azure_openai_api_version = _parse_azure_openai_api_version(d.pop("azure_openai_api_version", UNSET))

        def _parse_azure_openai_deployment_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        azure_openai_deployment_name = _parse_azure_openai_deployment_name(d.pop("azure_openai_deployment_name", UNSET))

        def _parse_azure_openai_endpoint(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        azure_openai_endpoint = _parse_azure_openai_endpoint(d.pop("azure_openai_endpoint", UNSET))

        def _parse_azure_openai_key(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        azure_openai_key = _parse_azure_openai_key(d.pop("azure_openai_key", UNSET))

        def _parse_bbox_bottom(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        bbox_bottom = _parse_bbox_bottom(d.pop("bbox_bottom", UNSET))

        def _parse_bbox_left(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        bbox_left = _parse_bbox_left(d.pop("bbox_left", UNSET))

        def _parse_bbox_right(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        bbox_right = _parse_bbox_right(d.pop("bbox_right", UNSET))

        def _parse_bbox_top(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        bbox_top = _parse_bbox_top(d.pop("bbox_top", UNSET))

        def _parse_bounding_box(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        bounding_box = _parse_bounding_box(d.pop("bounding_box", UNSET))

        def _parse_compact_markdown_table(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        compact_markdown_table = _parse_compact_markdown_table(d.pop("compact_markdown_table", UNSET))

        def _parse_complemental_formatting_instruction(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        complemental_formatting_instruction = _parse_complemental_formatting_instruction(
            d.pop("complemental_formatting_instruction", UNSET)
        )

        def _parse_confidence_score_effort(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        confidence_score_effort = _parse_confidence_score_effort(d.pop("confidence_score_effort", UNSET))

        def _parse_content_guideline_instruction(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        content_guideline_instruction = _parse_content_guideline_instruction(
            d.pop("content_guideline_instruction", UNSET)
        )

        def _parse_continuous_mode(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        continuous_mode = _parse_continuous_mode(d.pop("continuous_mode", UNSET))

        def _parse_custom_metadata(data: object) -> BatchParseJobConfigCustomMetadataType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                custom_metadata_type_0 = BatchParseJobConfigCustomMetadataType0.from_dict(data)

                return custom_metadata_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BatchParseJobConfigCustomMetadataType0 | None | Unset, data)

        custom_metadata = _parse_custom_metadata(d.pop("custom_metadata", UNSET))

        def _parse_disable_image_extraction(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        disable_image_extraction = _parse_disable_image_extraction(d.pop("disable_image_extraction", UNSET))

        def _parse_disable_ocr(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        disable_ocr = _parse_disable_ocr(d.pop("disable_ocr", UNSET))

        def _parse_disable_reconstruction(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        disable_reconstruction = _parse_disable_reconstruction(d.pop("disable_reconstruction", UNSET))

        def _parse_do_not_cache(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        do_not_cache = _parse_do_not_cache(d.pop("do_not_cache", UNSET))

        def _parse_do_not_unroll_columns(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        do_not_unroll_columns = _parse_do_not_unroll_columns(d.pop("do_not_unroll_columns", UNSET))

        def _parse_enable_cost_optimizer(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        enable_cost_optimizer = _parse_enable_cost_optimizer(d.pop("enable_cost_optimizer", UNSET))

        def _parse_extract_charts(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        extract_charts = _parse_extract_charts(d.pop("extract_charts", UNSET))

        def _parse_extract_layout(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        extract_layout = _parse_extract_layout(d.pop("extract_layout", UNSET))

        def _parse_extract_printed_page_number(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        extract_printed_page_number = _parse_extract_printed_page_number(d.pop("extract_printed_page_number", UNSET))

        def _parse_fast_mode(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        fast_mode = _parse_fast_mode(d.pop("fast_mode", UNSET))

        def _parse_formatting_instruction(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        formatting_instruction = _parse_formatting_instruction(d.pop("formatting_instruction", UNSET))

        def _parse_gpt4o_api_key(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        gpt4o_api_key = _parse_gpt4o_api_key(d.pop("gpt4o_api_key", UNSET))

        def _parse_gpt4o_mode(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        gpt4o_mode = _parse_gpt4o_mode(d.pop("gpt4o_mode", UNSET))

        def _parse_guess_xlsx_sheet_name(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        guess_xlsx_sheet_name = _parse_guess_xlsx_sheet_name(d.pop("guess_xlsx_sheet_name", UNSET))

        def _parse_hide_footers(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        hide_footers = _parse_hide_footers(d.pop("hide_footers", UNSET))

        def _parse_hide_headers(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        hide_headers = _parse_hide_headers(d.pop("hide_headers", UNSET))

        def _parse_high_res_ocr(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        high_res_ocr = _parse_high_res_ocr(d.pop("high_res_ocr", UNSET))

        def _parse_html_make_all_elements_visible(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        html_make_all_elements_visible = _parse_html_make_all_elements_visible(
            d.pop("html_make_all_elements_visible", UNSET)
        )

        def _parse_html_remove_fixed_elements(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        html_remove_fixed_elements = _parse_html_remove_fixed_elements(d.pop("html_remove_fixed_elements", UNSET))

        def _parse_html_remove_navigation_elements(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        html_remove_navigation_elements = _parse_html_remove_navigation_elements(
            d.pop("html_remove_navigation_elements", UNSET)
        )

        def _parse_http_proxy(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        http_proxy = _parse_http_proxy(d.pop("http_proxy", UNSET))

        def _parse_ignore_document_elements_for_layout_detection(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        ignore_document_elements_for_layout_detection = _parse_ignore_document_elements_for_layout_detection(
            d.pop("ignore_document_elements_for_layout_detection", UNSET)
        )

        def _parse_images_to_save(data: object) -> list[BatchParseJobConfigImagesToSaveType0Item] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                images_to_save_type_0 = []
                _images_to_save_type_0 = data
                for images_to_save_type_0_item_data in _images_to_save_type_0:
                    images_to_save_type_0_item = BatchParseJobConfigImagesToSaveType0Item(
                        images_to_save_type_0_item_data
                    )

                    images_to_save_type_0.append(images_to_save_type_0_item)

                return images_to_save_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[BatchParseJobConfigImagesToSaveType0Item] | None | Unset, data)

        images_to_save = _parse_images_to_save(d.pop("images_to_save", UNSET))

        def _parse_inline_images_in_markdown(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        inline_images_in_markdown = _parse_inline_images_in_markdown(d.pop("inline_images_in_markdown", UNSET))

        def _parse_input_s3_path(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        input_s3_path = _parse_input_s3_path(d.pop("input_s3_path", UNSET))

        def _parse_input_s3_region(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        input_s3_region = _parse_input_s3_region(d.pop("input_s3_region", UNSET))

        def _parse_input_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        input_url = _parse_input_url(d.pop("input_url", UNSET))

        def _parse_internal_is_screenshot_job(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        internal_is_screenshot_job = _parse_internal_is_screenshot_job(d.pop("internal_is_screenshot_job", UNSET))

        def _parse_invalidate_cache(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        invalidate_cache = _parse_invalidate_cache(d.pop("invalidate_cache", UNSET))

        def _parse_is_formatting_instruction(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        is_formatting_instruction = _parse_is_formatting_instruction(d.pop("is_formatting_instruction", UNSET))

        def _parse_job_timeout_extra_time_per_page_in_seconds(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        job_timeout_extra_time_per_page_in_seconds = _parse_job_timeout_extra_time_per_page_in_seconds(
            d.pop("job_timeout_extra_time_per_page_in_seconds", UNSET)
        )

        def _parse_job_timeout_in_seconds(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        job_timeout_in_seconds = _parse_job_timeout_in_seconds(d.pop("job_timeout_in_seconds", UNSET))

        def _parse_keep_page_separator_when_merging_tables(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        keep_page_separator_when_merging_tables = _parse_keep_page_separator_when_merging_tables(
            d.pop("keep_page_separator_when_merging_tables", UNSET)
        )

        lang = d.pop("lang", UNSET)

        _languages = d.pop("languages", UNSET)
        languages: list[ParsingLanguages] | Unset = UNSET
        if _languages is not UNSET:
            languages = []
            for languages_item_data in _languages:
                languages_item = ParsingLanguages(languages_item_data)

                languages.append(languages_item)

        def _parse_layout_aware(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        layout_aware = _parse_layout_aware(d.pop("layout_aware", UNSET))

        def _parse_line_level_bounding_box(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        line_level_bounding_box = _parse_line_level_bounding_box(d.pop("line_level_bounding_box", UNSET))

        def _parse_markdown_table_multiline_header_separator(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        markdown_table_multiline_header_separator = _parse_markdown_table_multiline_header_separator(
            d.pop("markdown_table_multiline_header_separator", UNSET)
        )

        def _parse_max_pages(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_pages = _parse_max_pages(d.pop("max_pages", UNSET))

        def _parse_max_pages_enforced(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_pages_enforced = _parse_max_pages_enforced(d.pop("max_pages_enforced", UNSET))

        def _parse_merge_tables_across_pages_in_markdown(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        merge_tables_across_pages_in_markdown = _parse_merge_tables_across_pages_in_markdown(
            d.pop("merge_tables_across_pages_in_markdown", UNSET)
        )

        def _parse_model(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        model = _parse_model(d.pop("model", UNSET))

        def _parse_outlined_table_extraction(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        outlined_table_extraction = _parse_outlined_table_extraction(d.pop("outlined_table_extraction", UNSET))

        def _parse_output_pdf_of_document(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        output_pdf_of_document = _parse_output_pdf_of_document(d.pop("output_pdf_of_document", UNSET))

        def _parse_output_s3_path_prefix(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        output_s3_path_prefix = _parse_output_s3_path_prefix(d.pop("output_s3_path_prefix", UNSET))

        def _parse_output_s3_region(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        output_s3_region = _parse_output_s3_region(d.pop("output_s3_region", UNSET))

        def _parse_output_tables_as_html(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        output_tables_as_html = _parse_output_tables_as_html(d.pop("output_tables_as_HTML", UNSET))

        def _parse_output_bucket(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        output_bucket = _parse_output_bucket(d.pop("outputBucket", UNSET))

        def _parse_page_error_tolerance(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        page_error_tolerance = _parse_page_error_tolerance(d.pop("page_error_tolerance", UNSET))

        def _parse_page_footer_prefix(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        page_footer_prefix = _parse_page_footer_prefix(d.pop("page_footer_prefix", UNSET))

        def _parse_page_footer_suffix(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        page_footer_suffix = _parse_page_footer_suffix(d.pop("page_footer_suffix", UNSET))

        def _parse_page_header_prefix(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        page_header_prefix = _parse_page_header_prefix(d.pop("page_header_prefix", UNSET))

        def _parse_page_header_suffix(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        page_header_suffix = _parse_page_header_suffix(d.pop("page_header_suffix", UNSET))

        def _parse_page_prefix(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        page_prefix = _parse_page_prefix(d.pop("page_prefix", UNSET))

        def _parse_page_separator(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        page_separator = _parse_page_separator(d.pop("page_separator", UNSET))

        def _parse_page_suffix(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        page_suffix = _parse_page_suffix(d.pop("page_suffix", UNSET))

        def _parse_parse_mode(data: object) -> None | ParsingMode | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                parse_mode_type_0 = ParsingMode(data)

                return parse_mode_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ParsingMode | Unset, data)

        parse_mode = _parse_parse_mode(d.pop("parse_mode", UNSET))

        def _parse_parsing_instruction(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        parsing_instruction = _parse_parsing_instruction(d.pop("parsing_instruction", UNSET))

        def _parse_pipeline_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        pipeline_id = _parse_pipeline_id(d.pop("pipeline_id", UNSET))

        def _parse_precise_bounding_box(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        precise_bounding_box = _parse_precise_bounding_box(d.pop("precise_bounding_box", UNSET))

        def _parse_premium_mode(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        premium_mode = _parse_premium_mode(d.pop("premium_mode", UNSET))

        def _parse_presentation_out_of_bounds_content(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        presentation_out_of_bounds_content = _parse_presentation_out_of_bounds_content(
            d.pop("presentation_out_of_bounds_content", UNSET)
        )

        def _parse_presentation_skip_embedded_data(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        presentation_skip_embedded_data = _parse_presentation_skip_embedded_data(
            d.pop("presentation_skip_embedded_data", UNSET)
        )

        def _parse_preserve_layout_alignment_across_pages(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        preserve_layout_alignment_across_pages = _parse_preserve_layout_alignment_across_pages(
            d.pop("preserve_layout_alignment_across_pages", UNSET)
        )

        def _parse_preserve_very_small_text(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        preserve_very_small_text = _parse_preserve_very_small_text(d.pop("preserve_very_small_text", UNSET))

        def _parse_preset(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        preset = _parse_preset(d.pop("preset", UNSET))

        def _parse_priority(data: object) -> BatchParseJobConfigPriorityType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                priority_type_0 = BatchParseJobConfigPriorityType0(data)

                return priority_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BatchParseJobConfigPriorityType0 | None | Unset, data)

        priority = _parse_priority(d.pop("priority", UNSET))

        def _parse_project_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        project_id = _parse_project_id(d.pop("project_id", UNSET))

        def _parse_remove_hidden_text(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        remove_hidden_text = _parse_remove_hidden_text(d.pop("remove_hidden_text", UNSET))

        def _parse_replace_failed_page_mode(data: object) -> FailPageMode | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                replace_failed_page_mode_type_0 = FailPageMode(data)

                return replace_failed_page_mode_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FailPageMode | None | Unset, data)

        replace_failed_page_mode = _parse_replace_failed_page_mode(d.pop("replace_failed_page_mode", UNSET))

        def _parse_replace_failed_page_with_error_message_prefix(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        replace_failed_page_with_error_message_prefix = _parse_replace_failed_page_with_error_message_prefix(
            d.pop("replace_failed_page_with_error_message_prefix", UNSET)
        )

        def _parse_replace_failed_page_with_error_message_suffix(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        replace_failed_page_with_error_message_suffix = _parse_replace_failed_page_with_error_message_suffix(
            d.pop("replace_failed_page_with_error_message_suffix", UNSET)
        )

        def _parse_resource_info(data: object) -> BatchParseJobConfigResourceInfoType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                resource_info_type_0 = BatchParseJobConfigResourceInfoType0.from_dict(data)

                return resource_info_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BatchParseJobConfigResourceInfoType0 | None | Unset, data)

        resource_info = _parse_resource_info(d.pop("resource_info", UNSET))

        def _parse_save_images(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        save_images = _parse_save_images(d.pop("save_images", UNSET))

        def _parse_skip_diagonal_text(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        skip_diagonal_text = _parse_skip_diagonal_text(d.pop("skip_diagonal_text", UNSET))

        def _parse_specialized_chart_parsing_agentic(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        specialized_chart_parsing_agentic = _parse_specialized_chart_parsing_agentic(
            d.pop("specialized_chart_parsing_agentic", UNSET)
        )

        def _parse_specialized_chart_parsing_efficient(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        specialized_chart_parsing_efficient = _parse_specialized_chart_parsing_efficient(
            d.pop("specialized_chart_parsing_efficient", UNSET)
        )

        def _parse_specialized_chart_parsing_plus(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        specialized_chart_parsing_plus = _parse_specialized_chart_parsing_plus(
            d.pop("specialized_chart_parsing_plus", UNSET)
        )

        def _parse_specialized_image_parsing(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        specialized_image_parsing = _parse_specialized_image_parsing(d.pop("specialized_image_parsing", UNSET))

        def _parse_spreadsheet_extract_sub_tables(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        spreadsheet_extract_sub_tables = _parse_spreadsheet_extract_sub_tables(
            d.pop("spreadsheet_extract_sub_tables", UNSET)
        )

        def _parse_spreadsheet_force_formula_computation(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        spreadsheet_force_formula_computation = _parse_spreadsheet_force_formula_computation(
            d.pop("spreadsheet_force_formula_computation", UNSET)
        )

        def _parse_spreadsheet_include_hidden_sheets(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        spreadsheet_include_hidden_sheets = _parse_spreadsheet_include_hidden_sheets(
            d.pop("spreadsheet_include_hidden_sheets", UNSET)
        )

        def _parse_strict_mode_buggy_font(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        strict_mode_buggy_font = _parse_strict_mode_buggy_font(d.pop("strict_mode_buggy_font", UNSET))

        def _parse_strict_mode_image_extraction(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        strict_mode_image_extraction = _parse_strict_mode_image_extraction(d.pop("strict_mode_image_extraction", UNSET))

        def _parse_strict_mode_image_ocr(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        strict_mode_image_ocr = _parse_strict_mode_image_ocr(d.pop("strict_mode_image_ocr", UNSET))

        def _parse_strict_mode_reconstruction(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        strict_mode_reconstruction = _parse_strict_mode_reconstruction(d.pop("strict_mode_reconstruction", UNSET))

        def _parse_structured_output(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        structured_output = _parse_structured_output(d.pop("structured_output", UNSET))

        def _parse_structured_output_json_schema(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        structured_output_json_schema = _parse_structured_output_json_schema(
            d.pop("structured_output_json_schema", UNSET)
        )

        def _parse_structured_output_json_schema_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        structured_output_json_schema_name = _parse_structured_output_json_schema_name(
            d.pop("structured_output_json_schema_name", UNSET)
        )

        def _parse_system_prompt(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        system_prompt = _parse_system_prompt(d.pop("system_prompt", UNSET))

        def _parse_system_prompt_append(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        system_prompt_append = _parse_system_prompt_append(d.pop("system_prompt_append", UNSET))

        def _parse_take_screenshot(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        take_screenshot = _parse_take_screenshot(d.pop("take_screenshot", UNSET))

        def _parse_target_pages(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        target_pages = _parse_target_pages(d.pop("target_pages", UNSET))

        def _parse_tier(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tier = _parse_tier(d.pop("tier", UNSET))

        type_ = cast(Literal["parse"] | Unset, d.pop("type", UNSET))
        if type_ != "parse" and not isinstance(type_, Unset):
            raise ValueError(f"type must match const 'parse', got '{type_}'")

        def _parse_use_vendor_multimodal_model(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        use_vendor_multimodal_model = _parse_use_vendor_multimodal_model(d.pop("use_vendor_multimodal_model", UNSET))

        def _parse_user_prompt(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        user_prompt = _parse_user_prompt(d.pop("user_prompt", UNSET))

        def _parse_vendor_multimodal_api_key(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        vendor_multimodal_api_key = _parse_vendor_multimodal_api_key(d.pop("vendor_multimodal_api_key", UNSET))

        def _parse_vendor_multimodal_model_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        vendor_multimodal_model_name = _parse_vendor_multimodal_model_name(d.pop("vendor_multimodal_model_name", UNSET))

        def _parse_version(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        version = _parse_version(d.pop("version", UNSET))

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

        def _parse_webhook_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        webhook_url = _parse_webhook_url(d.pop("webhook_url", UNSET))

        batch_parse_job_config = cls(
            adaptive_long_table=adaptive_long_table,
            aggressive_table_extraction=aggressive_table_extraction,
            annotate_links=annotate_links,
            auto_mode=auto_mode,
            auto_mode_configuration_json=auto_mode_configuration_json,
            auto_mode_trigger_on_image_in_page=auto_mode_trigger_on_image_in_page,
            auto_mode_trigger_on_regexp_in_page=auto_mode_trigger_on_regexp_in_page,
            auto_mode_trigger_on_table_in_page=auto_mode_trigger_on_table_in_page,
            auto_mode_trigger_on_text_in_page=auto_mode_trigger_on_text_in_page,
            azure_openai_api_version=azure_openai_api_version,
            azure_openai_deployment_name=azure_openai_deployment_name,
            azure_openai_endpoint=azure_openai_endpoint,
            azure_openai_key=azure_openai_key,
            bbox_bottom=bbox_bottom,
            bbox_left=bbox_left,
            bbox_right=bbox_right,
            bbox_top=bbox_top,
            bounding_box=bounding_box,
            compact_markdown_table=compact_markdown_table,
            complemental_formatting_instruction=complemental_formatting_instruction,
            confidence_score_effort=confidence_score_effort,
            content_guideline_instruction=content_guideline_instruction,
            continuous_mode=continuous_mode,
            custom_metadata=custom_metadata,
            disable_image_extraction=disable_image_extraction,
            disable_ocr=disable_ocr,
            disable_reconstruction=disable_reconstruction,
            do_not_cache=do_not_cache,
            do_not_unroll_columns=do_not_unroll_columns,
            enable_cost_optimizer=enable_cost_optimizer,
            extract_charts=extract_charts,
            extract_layout=extract_layout,
            extract_printed_page_number=extract_printed_page_number,
            fast_mode=fast_mode,
            formatting_instruction=formatting_instruction,
            gpt4o_api_key=gpt4o_api_key,
            gpt4o_mode=gpt4o_mode,
            guess_xlsx_sheet_name=guess_xlsx_sheet_name,
            hide_footers=hide_footers,
            hide_headers=hide_headers,
            high_res_ocr=high_res_ocr,
            html_make_all_elements_visible=html_make_all_elements_visible,
            html_remove_fixed_elements=html_remove_fixed_elements,
            html_remove_navigation_elements=html_remove_navigation_elements,
            http_proxy=http_proxy,
            ignore_document_elements_for_layout_detection=ignore_document_elements_for_layout_detection,
            images_to_save=images_to_save,
            inline_images_in_markdown=inline_images_in_markdown,
            input_s3_path=input_s3_path,
            input_s3_region=input_s3_region,
            input_url=input_url,
            internal_is_screenshot_job=internal_is_screenshot_job,
            invalidate_cache=invalidate_cache,
            is_formatting_instruction=is_formatting_instruction,
            job_timeout_extra_time_per_page_in_seconds=job_timeout_extra_time_per_page_in_seconds,
            job_timeout_in_seconds=job_timeout_in_seconds,
            keep_page_separator_when_merging_tables=keep_page_separator_when_merging_tables,
            lang=lang,
            languages=languages,
            layout_aware=layout_aware,
            line_level_bounding_box=line_level_bounding_box,
            markdown_table_multiline_header_separator=markdown_table_multiline_header_separator,
            max_pages=max_pages,
            max_pages_enforced=max_pages_enforced,
            merge_tables_across_pages_in_markdown=merge_tables_across_pages_in_markdown,
            model=model,
            outlined_table_extraction=outlined_table_extraction,
            output_pdf_of_document=output_pdf_of_document,
            output_s3_path_prefix=output_s3_path_prefix,
            output_s3_region=output_s3_region,
            output_tables_as_html=output_tables_as_html,
            output_bucket=output_bucket,
            page_error_tolerance=page_error_tolerance,
            page_footer_prefix=page_footer_prefix,
            page_footer_suffix=page_footer_suffix,
            page_header_prefix=page_header_prefix,
            page_header_suffix=page_header_suffix,
            page_prefix=page_prefix,
            page_separator=page_separator,
            page_suffix=page_suffix,
            parse_mode=parse_mode,
            parsing_instruction=parsing_instruction,
            pipeline_id=pipeline_id,
            precise_bounding_box=precise_bounding_box,
            premium_mode=premium_mode,
            presentation_out_of_bounds_content=presentation_out_of_bounds_content,
            presentation_skip_embedded_data=presentation_skip_embedded_data,
            preserve_layout_alignment_across_pages=preserve_layout_alignment_across_pages,
            preserve_very_small_text=preserve_very_small_text,
            preset=preset,
            priority=priority,
            project_id=project_id,
            remove_hidden_text=remove_hidden_text,
            replace_failed_page_mode=replace_failed_page_mode,
            replace_failed_page_with_error_message_prefix=replace_failed_page_with_error_message_prefix,
            replace_failed_page_with_error_message_suffix=replace_failed_page_with_error_message_suffix,
            resource_info=resource_info,
            save_images=save_images,
            skip_diagonal_text=skip_diagonal_text,
            specialized_chart_parsing_agentic=specialized_chart_parsing_agentic,
            specialized_chart_parsing_efficient=specialized_chart_parsing_efficient,
            specialized_chart_parsing_plus=specialized_chart_parsing_plus,
            specialized_image_parsing=specialized_image_parsing,
            spreadsheet_extract_sub_tables=spreadsheet_extract_sub_tables,
            spreadsheet_force_formula_computation=spreadsheet_force_formula_computation,
            spreadsheet_include_hidden_sheets=spreadsheet_include_hidden_sheets,
            strict_mode_buggy_font=strict_mode_buggy_font,
            strict_mode_image_extraction=strict_mode_image_extraction,
            strict_mode_image_ocr=strict_mode_image_ocr,
            strict_mode_reconstruction=strict_mode_reconstruction,
            structured_output=structured_output,
            structured_output_json_schema=structured_output_json_schema,
            structured_output_json_schema_name=structured_output_json_schema_name,
            system_prompt=system_prompt,
            system_prompt_append=system_prompt_append,
            take_screenshot=take_screenshot,
            target_pages=target_pages,
            tier=tier,
            type_=type_,
            use_vendor_multimodal_model=use_vendor_multimodal_model,
            user_prompt=user_prompt,
            vendor_multimodal_api_key=vendor_multimodal_api_key,
            vendor_multimodal_model_name=vendor_multimodal_model_name,
            version=version,
            webhook_configurations=webhook_configurations,
            webhook_url=webhook_url,
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
