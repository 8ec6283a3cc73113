"""Commands that follow from what a provider's client can do: operations are commands, their parameters options.

A provider that gets an operation gets the command with it. Nothing of it is loaded before the command is asked for.
"""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Annotated, Any, ClassVar, Final

import typer
from attrs import field, frozen
from typer.core import TyperCommand, TyperGroup

from ..engine.provider import Provider
from ..errors import ConfigurationError
from ..providers import PROVIDERS, client_class, find_provider, operations_of
from .documented import arguments_of
from .values import is_asked_for, is_file, option_of

# What an operation does may have another name at another provider; the first one that a client has counts.
_SYNONYMS: Final[Mapping[str, Sequence[str]]] = {
    "results": ("results", "records"),
    "credits": ("credits", "balance"),
}
# Parameters that a command has itself, under a name of its own or in a way of its own.
_OWN: Final = frozenset({"id", "path", "overwrite", "timeout", "poll", "resume", "resubmit", "max_cost"})
# The same of a client: its other arguments are not for the command line.
_OF_CLIENTS: Final = frozenset({"api_version"})


@frozen
class Place:
    """A provider, and one of its sites, as the command line names them.

    Attributes:
        provider: The provider.
        site: The name of its site; None for the default one.
    """

    provider: Provider
    site: str | None

    @classmethod
    def parse(cls, text: str) -> "Place":
        """Read `provider` or `provider.site`.

        Raises:
            ConfigurationError: there is no such provider, or site.
        """
        name, _, site = text.partition(".")
        provider = find_provider(name)
        return cls(provider, provider.at(site).name if site else None)

    def __str__(self) -> str:
        return self.provider.name if self.site is None else f"{self.provider.name}.{self.site}"


@frozen
class Given:
    """What the command line says of an operation, besides what the command has itself.

    Attributes:
        client: Arguments of the client.
        operation: Arguments of the operation.
    """

    client: Mapping[str, Any] = field(factory=dict[str, Any])
    operation: Mapping[str, Any] = field(factory=dict[str, Any])

    def taken_by(self, parameters: Iterable[str]) -> dict[str, Any]:
        """Those that an operation with these parameters takes."""
        names = set(parameters)
        return {name: value for name, value in self.operation.items() if name in names}


def operation_name(provider: str, command: str) -> str | None:
    """The operation behind a command; None if the provider's client has none."""
    known = operations_of(provider)
    return next((name for name in _SYNONYMS.get(command, (command,)) if name in known), None)


def able(command: str) -> list[str]:
    """The providers whose clients can do it."""
    return [name for name in PROVIDERS if operation_name(name, command) is not None]


def checked_operation(provider: Provider, command: str) -> str:
    """The operation behind a command.

    Raises:
        typer.BadParameter: the provider's client has none.
    """
    found = operation_name(provider.name, command)
    if found is None:
        others = " and ".join(able(command)) or "no provider"
        raise typer.BadParameter(
            f"{provider.title} has no {command}: batchlight knows no such endpoint of it; {others} can do that. "
            "`batchlight providers` lists what each can do"
        )
    return found


def parameters_of(provider: str, operation: str) -> Mapping[str, inspect.Parameter]:
    """The parameters of an operation of a provider's client, but for the client itself."""
    parameters = inspect.signature(getattr(client_class(provider), operation)).parameters
    return dict(islice(parameters.items(), 1, None))


def check_given(provider: Provider, command: str, given: Given) -> str:
    """The operation behind a command that names a job, whose provider takes what was given.

    Raises:
        typer.BadParameter: it has no such operation, or takes no such option.
    """
    operation = checked_operation(provider, command)
    parameters = parameters_of(provider.name, operation)
    for name in given.operation:
        if name not in parameters:
            raise typer.BadParameter(f"`{command}` takes no {_flag(name)} at {provider.title}")
    return operation


def _flag(name: str) -> str:
    return f"--{name.replace('_', '-')}"


class Command(TyperCommand):
    """A command as typer makes it, but for its line of usage."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """See click; `REF...` where some versions of Typer write `{REF...}` or `{REF...}...`."""
        return [re.sub(r"^\{(\w+)(\.\.\.)?\}(\.\.\.)?$", _bare, piece) for piece in super().collect_usage_pieces(ctx)]


def _bare(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2] or ''}"


class AtProvider(TyperGroup):
    """A command whose first word is a provider: it has a command of its own for each that can do it."""

    body: ClassVar[Callable[..., Any]]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # click names it
        """See click."""
        return able(str(self.name))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002  # as above
        """See click."""
        try:
            place = Place.parse(cmd_name)
        except ConfigurationError as error:
            raise typer.BadParameter(str(error), param_hint="PROVIDER") from error
        command = str(self.name)
        checked_operation(place.provider, command)
        title = place.provider.title
        return _command(partial(self.body, place), self.body, command, [place.provider.name], str(place), title)


def at_provider(body: Callable[..., Any]) -> type[AtProvider]:
    """The class of a command whose first word is a provider.

    Args:
        body: what it does, called with the place, what was given of the operation, and the parameters that it has.
    """

    class Found(AtProvider):
        """The command of one body."""

    Found.body = staticmethod(body)
    return Found


def for_jobs(body: Callable[..., Any], command: str) -> Any:
    """A command whose first word is a job, with the options of all providers that can do it."""
    return _command(body, body, command, able(command), command)


def _command(
    run: Callable[..., Any],
    body: Callable[..., Any],
    command: str,
    providers: Sequence[str],
    name: str,
    short: str | None = None,
) -> Any:
    """A command of typer.

    Args:
        run: what it does, called with all that the command line says.
        body: the function whose parameters are those of the command; `place` and `given` are not shown.
        command: the command's name.
        providers: the providers whose options it has.
        name: what it is called within its group.
        short: what it does, in a few words.
    """
    of_operation = _options(command, providers)
    of_client = _client_options(providers[0]) if len(providers) == 1 else {}
    own = inspect.signature(body).parameters
    # A file comes first, before what is required; options have no order for who types them.
    shown = [*of_operation.values(), *of_client.values(), *(each for key, each in own.items() if key not in _HIDDEN)]

    def called(**words: Any) -> Any:
        given = Given(
            *({key: words.pop(key) for key in part if is_asked_for(words[key])} for part in (of_client, of_operation))
        )
        return run(given=given, **{key: words[key] for key in own if key in words})

    # Boxes cut long names of options on a narrow terminal, and nobody could type them.
    made = typer.Typer(
        add_completion=False, rich_markup_mode=None, context_settings={"help_option_names": ["-h", "--help"]}
    )
    vars(called)["__signature__"] = inspect.Signature([each.replace(kind=each.KEYWORD_ONLY) for each in shown])
    called.__annotations__ = {each.name: each.annotation for each in shown}
    made.command(name, cls=Command, help=inspect.getdoc(body), short_help=short)(called)
    found = typer.main.get_command(made)
    found.name = name
    return found


_HIDDEN: Final = ("place", "given")


def _options(command: str, providers: Sequence[str]) -> dict[str, inspect.Parameter]:
    """The options of an operation; where several providers have it, those of all, each saying whose it is."""
    found: dict[str, dict[str, inspect.Parameter]] = {}
    told: dict[str, str] = {}
    for provider in providers:
        operation = operation_name(provider, command) or command
        told = {**arguments_of(client_class(provider), operation), **told}
        for name, parameter in parameters_of(provider, operation).items():
            if name not in _OWN and not name.startswith("on_"):
                found.setdefault(name, {})[provider] = parameter
    # What several providers have in a command that names a job can be left out at each.
    needs = len(providers) == 1
    return {
        name: option_of(
            name, dict(of_each), told.get(name, ""), names=not needs, needed=needs, several_files=command == "run"
        )
        for name, of_each in sorted(found.items(), key=lambda each: not is_file(each[0]))
    }


def _client_options(provider: str) -> dict[str, inspect.Parameter]:
    cls = client_class(provider)
    parameters = inspect.signature(cls).parameters
    told = arguments_of(cls, None)
    return {
        name: option_of(name, {provider: parameters[name]}, told.get(name, ""), names=False, needed=False)
        for name in sorted(_OF_CLIENTS & set(parameters))
    }


Output = Annotated[
    str,
    typer.Option(
        "-o", "--output", metavar="PATH", help="Where the results are to be. Until all of them are there, nothing is."
    ),
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace a file that is there.")]
