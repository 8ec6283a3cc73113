"""`batchlight providers` and `lifecycle`: what is known without asking anybody."""

import datetime
import os
from pathlib import Path
from typing import Annotated

import typer

from ..engine.connection import connect
from ..engine.provider import Provider, Site
from ..errors import ConfigurationError
from ..keys import Secret
from ..lifecycle import parse_today
from ..providers import PROVIDERS, operations_of
from ..text import printable
from .agenda import agenda, print_agenda, read_allow_list
from .arguments import Json
from .exits import Exit
from .output import print_json, stdout


def providers(json: Json = False) -> None:
    """List the providers: what each can do, and which variable holds its key."""
    for name, provider in PROVIDERS.items():
        can = operations_of(name)
        is_set = bool(os.environ.get(provider.key_variable))
        if json:
            print_json(
                {
                    "provider": name,
                    "title": provider.title,
                    "can": can,
                    "key_variable": provider.key_variable,
                    "key_is_set": is_set,
                    "base_url_variable": provider.base_url_variable,
                    "id": provider.id_shape.words,
                    "sites": {site.name: _site(site) for site in provider.sites.values()},
                }
            )
            continue
        stdout.print(f"{provider.title} ({name}:ID, where an id is {provider.id_shape.words})")
        stdout.print(f"  can:  {', '.join(can)}")
        stdout.print(f"  key:  {provider.key_variable} ({'set' if is_set else 'not set'})")
        stdout.print(f"  at:   {_shown_base_url(provider)} (changed by {provider.base_url_variable})")
        for site in provider.sites.values():
            stdout.print(f"  site: {name}.{site.name}, with the key of {' or '.join(site.key_variables)}")
            stdout.print(f"        {_shown_base_url(provider, site.name)} (changed by {site.base_url_variable})")


def lifecycle(
    today: Annotated[str | None, typer.Option(metavar="DATE", help="As of this day, such as 2026-07-07.")] = None,
    fail_within: Annotated[
        int | None,
        typer.Option(min=0, metavar="DAYS", help="Exit with 1 if a sunset is over, or no more days away than this."),
    ] = None,
    allow_list: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="A TOML file whose [tool.batchlight.lifecycle.allow] names operations that may be over, and why.",
        ),
    ] = None,
    json: Json = False,
) -> int:
    """List every operation that is deprecated or has a sunset: when, how far, and what to use instead."""
    try:
        now = parse_today(today) if today is not None else datetime.datetime.now(datetime.UTC)
        allowed = read_allow_list(allow_list) if allow_list is not None else {}
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    entries = agenda(now, fail_within, allowed)
    if json:
        for entry in entries:
            print_json(entry.as_json())
    else:
        print_agenda(entries)
    return Exit.JOB if any(entry.fails for entry in entries) else Exit.DONE


def _site(site: Site) -> dict[str, object]:
    return {
        "key_variables": list(site.key_variables),
        "key_is_set": any(os.environ.get(variable) for variable in site.key_variables),
        "base_url_variable": site.base_url_variable,
    }


def _shown_base_url(provider: Provider, site: str | None = None) -> str:
    """The base URL that a client would use; one that it would refuse is not shown, because it may hold a password."""
    try:
        return connect(provider, Secret(""), None, None, site).base_url
    except ConfigurationError as error:
        return f"nowhere: {printable(error)}"
