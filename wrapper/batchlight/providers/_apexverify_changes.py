"""ApexVerify, what is done with a batch between its upload and its results: parsed, configured, launched, deleted."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from attrs import evolve

from ..drivers.operations import Plan, operation
from ..engine.calls import Call
from ..engine.steps import Steps
from ..errors import NotFoundError
from ..jobs import Job, JobRef, JobState
from ._apexverify_batches import BatchOperations
from ._apexverify_calls import (
    ApexVerifyDetails,
    ApexVerifyStatus,
    BatchOf,
    Parameters,
    configure_call,
    delete_call,
    details_call,
    parse_call,
)
from ._apexverify_launch import launch_steps


class ChangeOperations(BatchOperations):
    """What can be done with a batch that is there."""

    @operation
    def parse(self, id: UUID | str | JobRef) -> Plan[Job[ApexVerifyStatus]]:
        """Let a batch be parsed, or parsed again after a change: its counts and its cost follow.

        Args:
            id: The `batch_uuid`.

        Returns:
            The batch as it is after that.

        Raises:
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> people = {"filename": "people.txt", "name": "People", "type": "email", "target_country": "IT"}
            >>> with ApexVerify() as apex:
            ...     job = apex.submit(b"ada@example.com", **people, parse=False)
            ...     print(job.state, apex.parse(job.id).state)
            needs_action running
        """
        return Plan(self._parse_steps(self._ref(id)))

    @operation
    def configure(
        self,
        id: UUID | str | JobRef,
        *,
        type: BatchOf,
        target_country: str,
        target_audience: int | None = None,
        target_market_industry: int | None = None,
        target_objective: int | None = None,
        use_account_cache: bool | None = None,
        max_account_cache_backoff: int | None = None,
        use_global_cache: bool | None = None,
        max_global_cache_backoff: int | None = None,
        remove_duplicate: bool | None = None,
        remove_wrong_email_format: bool | None = None,
        remove_wrong_phone_format: bool | None = None,
        parse: bool = True,
    ) -> Plan[Job[ApexVerifyStatus]]:
        """Change the parameters of a batch that is not launched yet, and let it be parsed again.

        What is not given is not sent. The provider has a default for each; whether it then takes that, or leaves what
        was said before, is not documented: say again what matters.

        Args:
            id: The `batch_uuid`.
            type, target_country: See `submit`; the provider wants both.
            target_audience, target_market_industry, target_objective: See `submit`.
            use_account_cache, use_global_cache: See `submit`.
            max_account_cache_backoff, max_global_cache_backoff: How far back a cache is used, from 1 to 180; in what
                unit is not documented.
            remove_duplicate, remove_wrong_email_format, remove_wrong_phone_format: Whether such lines are left out.
            parse: Whether the parsing is started: counts and costs follow from it.

        Returns:
            The batch as it is after that.

        Raises:
            ValueError: an argument is none that the provider takes; nothing was sent.
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> people = {"filename": "people.txt", "name": "People", "type": "email", "target_country": "IT"}
            >>> with ApexVerify() as apex:
            ...     job = apex.submit(b"ada@example.com", **people)
            ...     job = apex.wait(job.id, until="needs_action")
            ...     print(apex.configure(job.id, type="email", target_country="FR").state)
            running
        """
        parameters = Parameters(
            type,
            target_country,
            target_audience,
            target_market_industry,
            target_objective,
            use_account_cache,
            max_account_cache_backoff,
            use_global_cache,
            max_global_cache_backoff,
            remove_duplicate,
            remove_wrong_email_format,
            remove_wrong_phone_format,
        )
        return Plan(self._configure_steps(self._ref(id), parameters, parse))

    @operation
    def launch(self, id: UUID | str | JobRef) -> Plan[Job[ApexVerifyStatus]]:
        """Start the verification of a batch that is `ready_for_verification`. It is paid, and cannot be stopped.

        It is sent once.

        Args:
            id: The `batch_uuid`.

        Returns:
            The batch as it is after that.

        Raises:
            PaymentRequiredError: the account has too few credits; reload them, and launch again.
            SubmissionUncertain: the launch may have arrived. Its `candidates()` looks at the batch, and returns it if
                it was launched.
            ResponseError: the batch is not ready; the error says what the provider answered.
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> people = {"filename": "people.txt", "name": "People", "type": "email", "target_country": "IT"}
            >>> with ApexVerify() as apex:
            ...     job = apex.submit(b"ada@example.com", **people)
            ...     job = apex.wait(job.id, until="needs_action")
            ...     print(apex.launch(job.id).state)
            running
        """
        return Plan(launch_steps(self, self._ref(id)))

    @operation
    def details(self, id: UUID | str | JobRef) -> Call[Job[ApexVerifyDetails]]:
        """All that is known of a batch: besides its status its name, its parameters and when it was made.

        Args:
            id: The `batch_uuid`.

        Returns:
            The batch, whose `status` is the details.

        Raises:
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> with ApexVerify() as apex:
            ...     print(apex.details("3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11").state)
            succeeded
        """
        return details_call(self.provider, self._ref(id))

    @operation
    def delete(self, id: UUID | str | JobRef) -> Plan[None]:
        """Delete a batch for ever. The provider refuses that while it is processed.

        Args:
            id: The `batch_uuid`.

        Raises:
            NotFoundError: there is no such batch.
            ResponseError: it is processed; the error says what the provider answered.
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> people = {"filename": "people.txt", "name": "People", "type": "email", "target_country": "IT"}
            >>> with ApexVerify() as apex:
            ...     job = apex.submit(b"ada@example.com", **people)
            ...     job = apex.wait(job.id, until="needs_action")
            ...     apex.delete(job.id)
        """
        return Plan(self._delete_steps(delete_call(self._ref(id))))

    def _parse_steps(self, ref: JobRef) -> Steps[Job[ApexVerifyStatus]]:
        payload = yield from self._session.result(parse_call(ref))
        return (yield from self._seen(ref, payload, JobState.RUNNING))

    def _configure_steps(self, ref: JobRef, parameters: Parameters, parse: bool) -> Steps[Job[ApexVerifyStatus]]:
        payload = yield from self._session.result(configure_call(ref, parameters))
        if parse:
            payload = yield from self._start_parsing(ref)
        return (yield from self._seen(ref, payload, JobState.RUNNING if parse else JobState.NEEDS_ACTION))

    def _delete_steps(self, call: Call[Mapping[str, Any]]) -> Steps[None]:
        repeated: list[object] = []
        # Asked only after an attempt whose answer was lost: it may have deleted the batch.
        call = evolve(call, instead=repeated.append)
        try:
            yield from self._session.result(call)
        except NotFoundError:
            if not repeated:
                raise
