"""A simulator that runs, wherever it does: what a test or a user asks of it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import evolve

from ..drivers.clients import AsyncClient, Client
from ..jobs import JobRef
from ..providers import PROVIDERS, async_client_class, client_class, find_provider
from .accounts import Account
from .faults import Fault, Faults
from .jobs import SimulatedJob, StepLike, read_script
from .providers import SIMULATED, base_path, find_simulated
from .simulated import balance
from .state import Retirement, State
from .stepped import SteppedClock

APIS = tuple(api for name in SIMULATED for api in PROVIDERS[name].apis)


class Simulator:
    """A running simulator; `serve` and `in_process` make it.

    Attributes:
        url: Where it is, without a path.
        clock: The time by which its jobs advance.
    """

    def __init__(self, url: str, state: State, faults: Faults, stop: Callable[[], None]) -> None:
        self.url = url
        self._stop = stop
        self.clock = state.clock
        self._state = state
        self._faults = faults

    @property
    def keys(self) -> Mapping[str, str]:
        """The API key that each provider takes, by the provider's name."""
        return self._state.keys

    def base_url(self, provider: str) -> str:
        """Where a provider's paths begin: what its client takes as `base_url`.

        Raises:
            ConfigurationError: there is no such provider.
        """
        return self.url + base_path(provider)

    def client(self, provider: str, **options: Any) -> Client[Any, Any]:
        """A synchronous client of a provider for this simulator: with its key, and with its clock if that is stepped.

        Args:
            provider: the provider's name.
            options: more arguments of the client.

        Raises:
            ConfigurationError: there is no such provider.
        """
        return client_class(provider)(self.keys[provider], **{**self._options(provider), **options})

    def async_client(self, provider: str, **options: Any) -> AsyncClient[Any, Any]:
        """An asynchronous client of a provider for this simulator; see `client`."""
        return async_client_class(provider)(self.keys[provider], **{**self._options(provider), **options})

    def _options(self, provider: str) -> dict[str, Any]:
        options: dict[str, Any] = {"base_url": self.base_url(provider)}
        documented = find_provider(provider).budget
        if self._state.limits and documented is not None:
            # It keeps to the limit as it would at the provider's own address.
            options["budget"] = documented
        # The clock brings its sleep.
        return {**options, "clock": self.clock.now} if isinstance(self.clock, SteppedClock) else options

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment variables with which clients and the command line use the simulator."""
        variables: dict[str, str] = {}
        for name, key in self.keys.items():
            variables[PROVIDERS[name].key_variable] = key
            variables[PROVIDERS[name].base_url_variable] = self.base_url(name)
            for site in PROVIDERS[name].sites.values():
                # Code under test that asks at another site reaches no network either.
                variables.update(dict.fromkeys(site.key_variables, key))
                if site.base_url_variable is not None:
                    variables[site.base_url_variable] = self.base_url(name)
        return variables

    def add_job(
        self,
        provider: str,
        script: Iterable[StepLike] | None = None,
        *,
        id: int | str | None = None,
        size: int = 250,
        phone: bool = False,
        foreign: bool = False,
        key: str | None = None,
        api_version: str | None = None,
    ) -> JobRef:
        """Add a job that begins its script now.

        Args:
            provider: the provider's name.
            script: what it goes through: statuses, each with its seconds; the last one lasts for ever. Statuses that
                the provider does not document are welcome. By default the job runs 8 seconds and succeeds.
            id: its id; by default a new one.
            size: how many addresses or documents it holds.
            phone: whether it is a batch of phone numbers (ApexVerify).
            foreign: whether it belongs to another user: the provider then answers as if it did not exist.
            key: the key that it belongs to; by default that of `keys`.
            api_version: the version of the API that it belongs to, where versions have jobs of their own: "v2" at
                LlamaCloud.

        Raises:
            ConfigurationError: there is no such provider.
            ValueError: the script or the id is not of the right form, or the version has no jobs of its own.
        """
        simulated = find_simulated(provider)
        if api_version is not None and api_version not in simulated.versions:
            known = ", ".join(simulated.versions) or "none"
            raise ValueError(f"versions of {provider} that have jobs of their own: {known}; not {api_version!r}")
        made = simulated if api_version is None else simulated.versions[api_version]
        ref = find_provider(provider).ref(self._state.new_id(provider, made.new_id) if id is None else id)
        job = SimulatedJob(
            id=ref.id,
            script=read_script(made.script if script is None else script),
            created=self.clock.now(),
            size=size,
            phone=phone,
            version=api_version,
            entries=simulated.made_up(size, phone),
            owner="" if foreign else key or self.keys[provider],
        )
        self._state.add(provider, job)
        return ref

    def next_script(self, provider: str, script: Iterable[StepLike], *, times: int = 1) -> None:
        """Let the next jobs that are submitted to a provider go through this instead of its usual script.

        Args:
            provider: the provider's name.
            script: see `add_job`. At ApexVerify the steps up to `ready_for_verification` are those of the parsing, and
                the others begin with the launch.
            times: how many jobs.

        Raises:
            ConfigurationError: there is no such provider.
            ValueError: the script is not of the right form.
        """
        find_simulated(provider)
        self._state.plan_script(provider, read_script(script), times)

    def add_key(self, provider: str, *, credits: float | None = None) -> str:
        """Add an account: its key sees its own jobs only, and spends its own credits.

        Args:
            provider: the provider's name.
            credits: what it has; by default more than a test can spend.

        Returns:
            The key.

        Raises:
            ConfigurationError: there is no such provider.
        """
        find_simulated(provider)
        return self._state.add_key(provider, credits)

    def credits(self, provider: str, key: str | None = None) -> int:
        """The credits that an account has now.

        Args:
            provider: the provider's name.
            key: the account's key; by default that of `keys`.

        Raises:
            ConfigurationError: there is no such provider.
            ValueError: there is no such key.
        """
        return balance(self._state, provider, find_simulated(provider), self._account(provider, key))

    def set_credits(self, provider: str, credits: float, key: str | None = None) -> None:
        """Let an account have so many credits from now on; see `credits`."""
        find_simulated(provider)
        self._account(provider, key).credits = credits

    def _account(self, provider: str, key: str | None) -> Account:
        account = self._state.account(provider, key or self.keys[provider])
        if account is None:
            raise ValueError(f"{provider} has no account with this key; `add_key` makes one")
        return account

    def add_samples(self, longer: float = 1.0) -> Mapping[JobRef, str]:
        """Add the jobs of the demo, of all providers.

        Args:
            longer: how many times as long they take as in the demo, where they take some seconds.

        Returns:
            What each is there to show.
        """
        return {
            self.add_job(
                name,
                [evolve(step, seconds=step.seconds * longer) for step in read_script(sample.script)],
                size=sample.size,
                phone=sample.phone,
                id=self._example_id(name) if number == 0 else None,
            ): sample.note
            for name, simulated in SIMULATED.items()
            for number, sample in enumerate(simulated.samples)
        }

    def _example_id(self, provider: str) -> str | None:
        """The id that documents name, if no job has it yet: what they show then works."""
        id = find_provider(provider).id_shape.example
        return id if self._state.find(provider, id) is None else None

    def fail_next(self, provider: str, status: int, times: int = 1) -> None:
        """Answer the next requests to a provider with one of its documented errors.

        Args:
            provider: the provider's name.
            status: the HTTP status.
            times: how many requests.

        Raises:
            ConfigurationError: there is no such provider.
            ValueError: the provider documents no such error.
        """
        documented = find_simulated(provider).errors
        if status not in documented:
            raise ValueError(f"{provider} documents the errors {', '.join(map(str, documented))}, not {status}")
        self._state.plan_error(provider, status, times)

    def inject(
        self,
        fault: Fault,
        *,
        times: int | None = 1,
        rate: float = 1.0,
        provider: str | None = None,
        ref: JobRef | None = None,
        operation: str | None = None,
    ) -> None:
        """Let answers go wrong. The same can be done over HTTP: POST the arguments as JSON to `/_simulator/faults`.

        Args:
            fault: what goes wrong.
            times: how many requests, or None for all from now on.
            rate: the share of the requests that it is for, decided by chance.
            provider: the provider whose requests they are, or None for all.
            ref: the job that they ask for, or None for all. (Revenuebase's version 1 has the job in the body, where it
                is not looked for.)
            operation: the operation that they ask for, such as "ecore.upload_emails"; None for all.

        Raises:
            ConfigurationError: there is no such provider.
            ValueError: a number is out of range, or there is no such operation.
        """
        if ref is not None:
            provider = ref.provider
        if provider is not None:
            find_simulated(provider)
        self._faults.add(
            fault, times=times, rate=rate, provider=provider, id=ref.id if ref else None, operation=operation
        )

    def clear_faults(self) -> None:
        """Let all answers be right again; `faults_given` counts from 0."""
        self._faults.clear()

    @property
    def faults_given(self) -> int:
        """How many answers went wrong so far."""
        return self._faults.given

    def announce(
        self, api: str, *, deprecation: str | None = None, sunset: str | None = None, link: str | None = None
    ) -> None:
        """Let an API's answers carry these headers from now on, in whatever form; without any, none.

        Args:
            api: the API, such as "revenuebase_v1" or "ecore".
            deprecation: the header `Deprecation`.
            sunset: the header `Sunset`.
            link: the header `Link`.

        Raises:
            ValueError: there is no such API.
        """
        headers = {"Deprecation": deprecation, "Sunset": sunset, "Link": link}
        self._state.announced[_known_api(api)] = {name: value for name, value in headers.items() if value is not None}

    def retire(self, api: str, *, status: int = 410, times: int | None = None) -> None:
        """Let an API answer as one that is gone: to every request, or only now and then (a brownout).

        Args:
            api: the API, such as "revenuebase_v1".
            status: 410, 404, 301 or 308. (For one that refuses connections, `stop` the simulator.)
            times: how many requests, or None for all.

        Raises:
            ValueError: there is no such API, or the status is none of these.
        """
        if status not in (410, 404, 301, 308):
            raise ValueError(f"an API that is gone answers 410, 404, 301 or 308, not {status!r}")
        self._state.retired[_known_api(api)] = Retirement(status, times)

    def revive(self, api: str) -> None:
        """Let an API answer again.

        Raises:
            ValueError: there is no such API.
        """
        self._state.retired.pop(_known_api(api), None)

    def stop(self) -> None:
        """Refuse all connections from now on."""
        self._stop()


def _known_api(api: str) -> str:
    if api not in APIS:
        raise ValueError(f"the simulator has the APIs {', '.join(APIS)}, not {api!r}")
    return api
