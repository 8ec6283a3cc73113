"""A provider as one value: where it is, how it takes a key, what its ids and statuses look like, how often to ask.

Each is made in a file of `providers/`. Nothing here knows any of them.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, Final

from attrs import Factory, field, frozen, has

from ..errors import ConfigurationError
from ..jobs import Job, JobRef, JobState, UnknownStatus
from ..reading.decoding import decode
from ..reading.jsondata import as_received, is_object
from ..reading.readers import DoesNotFit
from ..text import printable
from .budgets import RateBudget
from .polling import Guidance


@frozen
class IdShape:
    """What the ids of a provider look like.

    Attributes:
        kind: The shape in words, such as "a whole number".
        example: An id of this shape.
        pattern: What an id as a whole must match, after it is lower-cased if `lower` is set.
        lower: Whether upper and lower case mean the same.
        besides: What an id may be besides a string.
    """

    kind: str
    example: str
    pattern: str
    lower: bool = False
    besides: type | None = None
    _expression: re.Pattern[str] = field(
        init=False,
        repr=False,
        eq=False,
        default=Factory(lambda self: re.compile(self.pattern, re.ASCII), takes_self=True),
    )

    @property
    def words(self) -> str:
        """The shape in words, with the example."""
        return f"{self.kind}, such as {self.example}"

    def check(self, provider: str, id: object) -> str:
        """Return the id as it is written in a path.

        Raises:
            ValueError: the id is not of this shape.
        """
        # A bool is an int to Python; and what is no string has one all the same, such as "None".
        is_right = isinstance(id, str if self.besides is None else (str, self.besides)) and not isinstance(id, bool)
        text = str(id) if is_right else ""
        if self.lower:
            text = text.lower()
        if not self._expression.fullmatch(text):
            raise ValueError(f"an id of {provider} is {self.words}, not {printable(repr(id), 60)}")
        return text


@frozen(eq=False)
class Listing:
    """How a provider lists jobs, as far as that tells how they do. One is not another that looks the same.

    Attributes:
        per_page: How many jobs a page tells of; `math.inf` for all there are, and None where that is not documented:
            then the first page tells.
        active_only: Whether it lists only jobs that are at work: one that is missing there has ended, or is not yet.
    """

    per_page: float | None
    active_only: bool


# 19 digits hold every 64-bit integer; a leading zero would be another spelling of the same id.
WHOLE_NUMBER: Final = IdShape("a whole number", "42", r"0|[1-9][0-9]{0,18}", besides=int)


@frozen
class Site:
    """A place where a provider runs its service a second time: with accounts, keys and jobs of its own.

    Attributes:
        name: What stands for it in `provider.site:id`; None for the default site.
        base_url: Where the paths of the provider's operations begin there.
        key_variables: The environment variables that may hold the key; the first one that is set does.
        base_url_variable: The environment variable that replaces `base_url`, if there is one.
    """

    name: str | None
    base_url: str
    key_variables: Sequence[str]
    base_url_variable: str | None = None


# Of any type, because the field is of the type that it is converted to.
_NO_SITES: Final[Any] = ()


def _by_name(sites: Iterable[Site]) -> Mapping[str, Site]:
    return {site.name: site for site in sites if site.name is not None}


@frozen(eq=False)
class Provider:
    """One provider's API.

    Attributes:
        title: The provider's own spelling.
        base_url: Where the paths of its operations begin, at the default site.
        base_url_variable: The environment variable that replaces `base_url`.
        key_variable: The environment variable that holds the API key.
        key_header: The header that carries the key.
        key_prefix: What stands before the key in that header.
        id_shape: What its job ids look like.
        apis: Its folders in specs/, each with the schemas that list the statuses of a job.
        no_such_job: The HTTP statuses that, without a code of its own, mean that there is no such job.
        states: The state that each status means.
        guidance: How often it wants to be asked, by the size of the job; the last row is for all sizes.
        budget: How much may be asked of it with one key, where it says so.
        listings: Its lists of jobs that tell where they stand.
        sites: Its other sites, by their names.
        paid: What it charges for, by the operation: words that say how much. By default it may be any submission.
        cost_of: The credits that the launch of a job takes; None where it does not tell.
        id_path: Where in a status answer the id of the job is, from the outside in; empty if it is not there.
        class_name: The name of its client.
        name: The name in `provider:id`, and of its file.
    """

    title: str
    base_url: str
    base_url_variable: str
    key_variable: str
    key_header: str
    key_prefix: str
    id_shape: IdShape
    apis: Mapping[str, Sequence[str]]
    no_such_job: Sequence[int] = field(default=(404,), kw_only=True)
    states: Mapping[str, JobState]
    guidance: Sequence[Guidance]
    budget: RateBudget | None = None
    listings: Sequence[Listing] = ()
    sites: Mapping[str, Site] = field(default=_NO_SITES, converter=_by_name)
    paid: Mapping[str, str] = field(factory=lambda: {"submit": "it may be charged for"})
    cost_of: Callable[[Job[Any]], float | None] = lambda _job: None
    id_path: Sequence[str] = ()
    class_name: str = field(init=False, default=Factory(lambda self: _class_name(self.title), takes_self=True))
    name: str = field(init=False, default=Factory(lambda self: self.class_name.lower(), takes_self=True))

    def ref(self, id: object, *, site: str | None = None) -> JobRef:
        """The name of a job: here alone is decided what an id may be given as.

        Args:
            id: The provider's id; or a `JobRef` or its string, whose site is kept.
            site: The site of a job of which only the id is given.

        Raises:
            ValueError: the id is not of the provider's shape, or the ref is of another provider or of no site of it.
        """
        named = id if isinstance(id, JobRef) else _parsed(id) if isinstance(id, str) and ":" in id else None
        if named is None:
            return JobRef(self.name, self.id_shape.check(self.title, id), site)
        if named.provider != self.name:
            raise ValueError(
                f"{printable(named, 60)} is a job of {printable(named.provider, 60)}, and not of {self.title} "
                f"(an id of {self.title} is {self.id_shape.words})"
            )
        if named.site is not None and named.site not in self.sites:
            raise ValueError(
                f"{printable(named, 60)} names a site that {self.title} does not have; {self._sites_in_words}"
            )
        checked = self.id_shape.check(self.title, named.id)
        return named if checked == named.id else JobRef(self.name, checked, named.site)

    def at(self, site: str | None) -> Site:
        """One of its sites; None for the default one.

        Raises:
            ConfigurationError: there is no such site.
        """
        if site is None:
            return Site(None, self.base_url, (self.key_variable,), self.base_url_variable)
        if site not in self.sites:
            raise ConfigurationError(f"{self.title} has no site {printable(repr(site), 60)}; {self._sites_in_words}")
        return self.sites[site]

    @property
    def _sites_in_words(self) -> str:
        if not self.sites:
            return "it has no sites besides the default one, for which none is named"
        return f"its sites are {', '.join(self.sites)}, and the default one, for which none is named"

    def told_id(self, payload: Mapping[str, Any]) -> object:
        """What a status answer has where the id of the job should be; None if there is nothing."""
        told: object = payload if self.id_path else None
        for name in self.id_path:
            told = told.get(name) if is_object(told) else None
        return told

    def status_name(self, status: object) -> str:
        """The name under which the class of a typed status is stored, such as "ecore.JobDetail".

        Raises:
            TypeError: it is none of the provider's.
        """
        package, _, module = type(status).__module__.partition(".")
        api = module.partition(".")[0]
        if package != _GENERATED or api not in self.apis:
            raise TypeError(f"a status of the class {type(status).__name__} is none of {self.title}, and is not stored")
        return f"{api}.{type(status).__name__}"

    def read_status(self, name: str, tag: str | None, raw: Mapping[str, Any]) -> tuple[Any, Mapping[str, Any]]:
        """A typed status by the name of its class (see `status_name`), and what it is made of, read-only.

        It is an `UnknownStatus` if there is no such class any more, or it is another one now.

        Raises:
            ValueError: what it is made of is no JSON object.
        """
        payload = as_received(raw)
        api, _, class_name = name.partition(".")
        models = import_module(f"{_GENERATED}.{api}.models") if api in self.apis else None
        model: Any = getattr(models, class_name, None)
        if not _is_model(model):
            reason = f"{printable(repr(name), 100)} is no class of this version of batchlight"
            return UnknownStatus(tag, payload, reason), payload
        try:
            status: Any = decode(model, payload)
        except DoesNotFit as error:
            status = UnknownStatus(tag, payload, str(error))
        return status, payload


_GENERATED: Final = "batchlight_clients"


def _is_model(found: object) -> bool:
    """Whether it is a generated class of answers, and no enumeration."""
    return isinstance(found, type) and has(found)


def _parsed(id: str) -> JobRef | None:
    """The ref of which this is the string; no id of a provider has a colon."""
    try:
        return JobRef.parse(id)
    except ValueError:
        return None


def _class_name(title: str) -> str:
    return title[:1].upper() + title[1:].replace(" ", "")
