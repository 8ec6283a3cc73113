"""LlamaCloud: a job as it is asked for, checked before it is sent, and found again where its answer was lost."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias, cast

from ..drivers.submitting import Prepared
from ..engine.calls import Call
from ..engine.paging import Page
from ..engine.steps import Steps
from ..engine.submitting import earliest
from ..errors import Submission
from ..jobs import Job
from ..reading.fields import count
from ..reading.jsondata import is_object
from ._llamacloud_calls import Wanted, create_batch_call, create_job_call, list_call
from ._llamacloud_directories import DirectoryOperations, check_directory
from ._llamacloud_reading import ApiVersion, LlamaCloudStatus


class Config(Protocol):
    """A configuration of a job as one of the generated classes."""

    def to_dict(self) -> dict[str, Any]:
        """Make a JSON object of it."""
        ...


JobConfig: TypeAlias = Mapping[str, Any] | Config
"""What is to be done with the files: a JSON object, or an instance of a generated class (`BatchParseJobRecordCreate`,
`ClassifyJob`; of v2 `BatchCreateConfig`, `BatchCreateJob`)."""


class PreparingOperations(DirectoryOperations):
    """What comes before a submission, and after one that is in doubt."""

    api_version: ApiVersion
    """The version that makes and lists jobs."""

    def _prepared(
        self,
        job_config: JobConfig,
        directory_id: str | None,
        item_ids: Sequence[str] | None,
        page_size: int | None = None,
        continue_as_new_threshold: int | None = None,
        webhook_configuration_ids: Sequence[str] | None = None,
        webhook_configurations: Sequence[Mapping[str, Any]] | None = None,
    ) -> Prepared[LlamaCloudStatus]:
        config = job_config if isinstance(job_config, Mapping) else job_config.to_dict()
        webhooks = (webhook_configuration_ids, webhook_configurations)
        if directory_id is not None:
            check_directory(self.provider, directory_id)
        if self.api_version == "v2":
            if item_ids is not None or (page_size, continue_as_new_threshold) != (None, None):
                raise ValueError(
                    "item_ids, page_size and continue_as_new_threshold are for jobs of v1beta: v2 takes a directory_id"
                )
            if directory_id is None:
                raise ValueError("a batch of v2 is made over a directory: pass directory_id")
            job = _job_of(config)
            call = create_batch_call(self.provider, directory_id, job, *webhooks)
            fields = {"source_directory_id": directory_id, "type": job["type"]}
            fields["configuration_id"] = job["configuration_id"]
        else:
            if (directory_id is None) == (item_ids is None):
                raise ValueError("a job of v1beta is made over either a directory_id or item_ids")
            if webhooks != (None, None):
                raise ValueError("webhook_configurations and their ids are for v2: in v1beta they stand in job_config")
            call = create_job_call(self.provider, config, directory_id, item_ids, page_size, continue_as_new_threshold)
            # The settings are left out: there may be keys among them.
            fields = {} if directory_id is None else {"directory_id": directory_id}
        items = None if item_ids is None else len(item_ids)
        name = directory_id or f"{items} items"
        submission = Submission(call.operation.id, name, self._session.lifecycle.clock(), count=items, fields=fields)
        text = json.dumps(call.request["json"], sort_keys=True)
        return Prepared(call, submission, lambda: _fingerprint(text))

    def _list_page(self) -> Call[Page[Job[LlamaCloudStatus]]]:
        return list_call(self.provider, self.api_version, Wanted())

    def _search_page(self, _submission: Submission) -> Call[Page[Job[LlamaCloudStatus]]]:
        directory_id = _submission.fields.get("source_directory_id") or _submission.fields.get("directory_id")
        if _submission.operation == "llamacloud_v2.create_batch":
            wanted = Wanted(directory_id=directory_id, created_after=earliest(_submission))
            return list_call(self.provider, "v2", wanted)
        return list_call(self.provider, "v1beta", Wanted(directory_id=directory_id))

    def _could_be(self, job: Job[LlamaCloudStatus], submission: Submission) -> bool:
        fields, raw = submission.fields, job.raw
        if submission.operation == "llamacloud_v2.create_batch":
            config = raw.get("config")
            told = config.get("job") if is_object(config) else None
            same = is_object(told) and all(told.get(name) == fields[name] for name in ("type", "configuration_id"))
            return same and raw.get("source_directory_id") == fields["source_directory_id"]
        # A job that waits may not have counted its items yet.
        is_size = submission.count is None or count(raw, "total_items") in (None, 0, submission.count)
        return is_size and raw.get("directory_id") == fields.get("directory_id")


def _job_of(config: Mapping[str, Any]) -> Mapping[str, Any]:
    """The job of a configuration of v2, whether it is given as such or within its object."""
    given = config.get("job", config)
    job = cast("Mapping[str, Any]", given if isinstance(given, Mapping) else {})
    if not isinstance(job.get("configuration_id"), str) or "type" not in job:
        raise ValueError(
            'a job_config of v2 is {"type": "parse_v2", "configuration_id": "cfg-PARSE_AGENTIC"}, also within '
            '{"job": ...}; type is parse_v2 or extract_v2. Those of v1beta are for api_version="v1beta"'
        )
    return job


def ids_of(item_ids: Iterable[str]) -> Sequence[str]:
    """The ids of items.

    Raises:
        TypeError: they are one string.
        ValueError: there are none.
    """
    if isinstance(item_ids, str):
        raise TypeError("item_ids are several ids, such as a list of them, not one string")
    ids = tuple(item_ids)
    if not ids:
        raise ValueError("item_ids are none: there is nothing to process")
    return ids


def _fingerprint(text: str) -> Steps[str]:
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    yield
