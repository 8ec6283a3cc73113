"""Typed clients for batch-job APIs that say exactly where a job stands.

    from batchlight import ApexVerify

    with ApexVerify() as apex:
        print(apex.get("3f0c8a52-6a0e-4d0b-9d57-0a7c3c1f2b11").state)

Importing this package loads neither httpx nor the generated clients; a name loads what it needs when it is used.
"""

from importlib import import_module

# The module `typing` takes longer to load than the rest of this one; type checkers know the name alone.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from .by_name import async_client_for, client_for, decode
    from .engine.budgets import RateBudget
    from .engine.events import AnswerEvent, ClientEvent, EndEvent, OutageEvent, PauseEvent, RequestEvent, RetryEvent
    from .engine.policies import PollPolicy, RetryPolicy
    from .errors import (
        AuthenticationError,
        BadRequestError,
        BatchlightError,
        ConfigurationError,
        ConflictError,
        EndpointGoneError,
        EndpointSunsetError,
        FieldError,
        JobCancelled,
        JobError,
        JobFailed,
        JobNeedsAction,
        MalformedResponseError,
        NotFoundError,
        PaymentRequiredError,
        PermissionDeniedError,
        RateLimitError,
        ResponseError,
        ServerError,
        Submission,
        SubmissionUncertain,
        TransportError,
        ValidationError,
        WaitTimeout,
    )
    from .fleet import AsyncFleet, Change, Fleet
    from .hooks import Event
    from .jobs import Job, JobRef, JobState, Progress, UnknownStatus, UnknownStatusWarning
    from .lifecycle import EndpointDeprecationWarning, EndpointSunsetWarning, LifecycleEvent, LifecyclePolicy
    from .notebook import JobTable, show_progress
    from .providers.apexverify import ApexVerify, ApexVerifyStatus, AsyncApexVerify
    from .providers.ecore import AsyncECore, ECore, ECoreStatus
    from .providers.llamacloud import AsyncLlamaCloud, LlamaCloud, LlamaCloudStatus
    from .providers.revenuebase import AsyncRevenuebase, Revenuebase, RevenuebaseStatus

__all__ = [
    "AnswerEvent",
    "ApexVerify",
    "ApexVerifyStatus",
    "AsyncApexVerify",
    "AsyncECore",
    "AsyncFleet",
    "AsyncLlamaCloud",
    "AsyncRevenuebase",
    "AuthenticationError",
    "BadRequestError",
    "BatchlightError",
    "Change",
    "ClientEvent",
    "ConfigurationError",
    "ConflictError",
    "ECore",
    "ECoreStatus",
    "EndEvent",
    "EndpointDeprecationWarning",
    "EndpointGoneError",
    "EndpointSunsetError",
    "EndpointSunsetWarning",
    "Event",
    "FieldError",
    "Fleet",
    "Job",
    "JobCancelled",
    "JobError",
    "JobFailed",
    "JobNeedsAction",
    "JobRef",
    "JobState",
    "JobTable",
    "LifecycleEvent",
    "LifecyclePolicy",
    "LlamaCloud",
    "LlamaCloudStatus",
    "MalformedResponseError",
    "NotFoundError",
    "OutageEvent",
    "PauseEvent",
    "PaymentRequiredError",
    "PermissionDeniedError",
    "PollPolicy",
    "Progress",
    "RateBudget",
    "RateLimitError",
    "RequestEvent",
    "ResponseError",
    "RetryEvent",
    "RetryPolicy",
    "Revenuebase",
    "RevenuebaseStatus",
    "ServerError",
    "Submission",
    "SubmissionUncertain",
    "TransportError",
    "UnknownStatus",
    "UnknownStatusWarning",
    "ValidationError",
    "WaitTimeout",
    "__version__",
    "async_client_for",
    "client_for",
    "decode",
    "show_progress",
]

_HOME = {
    "by_name": ("async_client_for", "client_for", "decode"),
    "engine.events": (
        "AnswerEvent",
        "ClientEvent",
        "EndEvent",
        "OutageEvent",
        "PauseEvent",
        "RequestEvent",
        "RetryEvent",
    ),
    "hooks": ("Event",),
    "jobs": ("Job", "JobRef", "JobState", "Progress", "UnknownStatus", "UnknownStatusWarning"),
    "engine.budgets": ("RateBudget",),
    "fleet": ("AsyncFleet", "Change", "Fleet"),
    "lifecycle": ("EndpointDeprecationWarning", "EndpointSunsetWarning", "LifecycleEvent", "LifecyclePolicy"),
    "notebook": ("JobTable", "show_progress"),
    "engine.policies": ("PollPolicy", "RetryPolicy"),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__version__: str


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        value: object = version("batchlight")
    else:
        value = _found(name)
    if value is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def _found(name: str) -> object:
    """What has this name in the module that it is from; None if there is no such name."""
    if name in _MODULE_OF:
        return getattr(import_module(f".{_MODULE_OF[name]}", __name__), name)
    # A provider's names follow from its own; what else there is are exceptions.
    found = import_module(".providers", __name__).find_public(name) if name[:1].isupper() else None
    if found is None and name in __all__:
        found = getattr(import_module(".errors", __name__), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
