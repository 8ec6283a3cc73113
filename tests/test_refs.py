"""The name of a job: printed, read, sorted, taken by every operation; and what is made of it: a client of its site."""

import random
import uuid
from functools import partial
from typing import Any

import httpx
import pytest
from batchlight import (
    AsyncLlamaCloud,
    ConfigurationError,
    ECore,
    Job,
    JobRef,
    LlamaCloud,
    Revenuebase,
    async_client_for,
    client_for,
)
from batchlight.cli import main
from batchlight.engine.provider import Provider
from batchlight.providers import PROVIDERS, async_client_class, client_class
from batchlight.simulator import Simulator
from hypothesis import given
from hypothesis import strategies as st

from tests.drivers import IDS, KEY, Driver, answering
from tests.sockets import closed_port

EU = "https://api.cloud.eu.llamaindex.ai"
LLAMA = PROVIDERS["llamacloud"]


class TestRef:
    @pytest.mark.parametrize(
        ("text", "ref"),
        [
            ("ecore:42", JobRef("ecore", "42")),
            ("llamacloud:bjb-1", JobRef("llamacloud", "bjb-1")),
            ("llamacloud.eu:bjb-1", JobRef("llamacloud", "bjb-1", site="eu")),
            ("a_1.b-2_c:x:y.z", JobRef("a_1", "x:y.z", "b-2_c")),
        ],
    )
    def test_it_prints_what_it_is_read_from(self, text: str, ref: JobRef) -> None:
        assert JobRef.parse(text) == ref
        assert str(ref) == text
        assert ref.is_well_formed

    @pytest.mark.parametrize(
        "ref", [JobRef("ecore", "4 2"), JobRef("Ecore", "42"), JobRef("ecore", "42", "eu:x"), JobRef("ecore:a", "42")]
    )
    def test_what_could_not_be_read_again(self, ref: JobRef) -> None:
        assert not ref.is_well_formed

    @pytest.mark.parametrize(
        "text",
        ["", "ecore", ":42", "ecore:", "eCore:42", "llamacloud.:1", ".eu:1", "llamacloud.EU:1", "a.b.c:1", "ecore:4 2"],
    )
    def test_what_is_none(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"provider:id or provider\.site:id, such as revenuebase:42"):
            JobRef.parse(text)

    def test_an_integer_and_a_uuid_are_their_strings(self) -> None:
        assert JobRef("ecore", 42) == JobRef("ecore", "42")
        assert hash(JobRef("ecore", 42)) == hash(JobRef("ecore", "42"))
        assert JobRef("apexverify", uuid.UUID(IDS["apexverify"])).id == IDS["apexverify"]
        assert JobRef("ecore", "42") != JobRef("ecore", "42", "eu")

    @pytest.mark.parametrize("id", [None, True, 4.2, b"42"])
    def test_what_is_no_id(self, id: Any) -> None:
        with pytest.raises(TypeError, match="a string, an integer or a UUID"):
            JobRef("ecore", id)

    def test_they_sort_as_people_would(self) -> None:
        wanted = [
            "ecore:9",
            "ecore:010",
            "ecore:10",
            "ecore:" + "9" * 150,
            "ecore:a",
            "ecore.eu:1",
            "llamacloud:bjb-1",
            "llamacloud:bjb-2",
            "llamacloud.eu:bjb-1",
        ]
        refs = [JobRef.parse(text) for text in wanted]
        random.Random(7).shuffle(refs)
        assert list(map(str, sorted(refs))) == wanted
        with pytest.raises(TypeError):
            _ = refs[0] < "ecore:9"  # type: ignore[operator]  # that is the test

    @given(
        st.lists(st.builds(JobRef, st.sampled_from("ab"), st.text("019a", max_size=3), st.sampled_from([None, "e"])))
    )
    def test_their_order_is_one(self, refs: list[JobRef]) -> None:
        for one in refs:
            for other in refs:
                assert (one < other) + (one > other) + (one == other) == 1
                assert (one <= other) is (one < other or one == other)


class TestWhatAnOperationTakes:
    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_an_id_its_ref_and_its_string(self, driver: Driver, provider: str) -> None:
        ref = JobRef(provider, IDS[provider])
        jobs = [driver.call(provider, "get", id, transport=answering(json={})) for id in (ref.id, ref, str(ref))]
        assert [job.ref for job in jobs] == [ref] * 3

    @staticmethod
    def wait(client: Any, id: Any) -> Any:
        return client.wait(id, check=False)

    def test_wait_and_cancel_too(self, simulator: Simulator, driver: Driver) -> None:
        ref = simulator.add_job("revenuebase", ["CANCELLED"])
        for id in (ref, str(ref)):
            job = driver.use(simulator, "revenuebase", partial(self.wait, id=id))
            assert job.ref == ref
        ref = simulator.add_job("revenuebase", ["PROCESSING"])
        assert driver.ask(simulator, "revenuebase", "cancel", str(ref)).ref == ref

    @pytest.mark.parametrize(
        ("site", "ref", "words"),
        [
            (None, "ecore:42", "ecore:42 is a job of ecore, and not of LlamaCloud"),
            (None, JobRef("ecore", 42), "ecore:42 is a job of ecore, and not of LlamaCloud"),
            (
                None,
                "llamacloud.eu:bjb-1",
                "a job at the site 'eu' of LlamaCloud, and this client asks the default site",
            ),
            ("eu", "llamacloud:bjb-1", "a job at the default site of LlamaCloud, and this client asks the site 'eu'"),
            ("eu", JobRef("llamacloud", "bjb-1"), "a job at the default site of LlamaCloud"),
            (
                None,
                "llamacloud.mars:bjb-1",
                "a site that LlamaCloud does not have; its sites are eu, and the default one",
            ),
            (None, "llamacloud:../1", "an id of LlamaCloud is letters, digits"),
            (None, JobRef("llamacloud", "a b"), "an id of LlamaCloud is letters, digits"),
        ],
    )
    @pytest.mark.parametrize("method", ["get", "wait", "watch"])
    def test_a_job_that_lives_elsewhere(self, site: str | None, ref: Any, words: str, method: str) -> None:
        def fail(_request: httpx.Request) -> httpx.Response:
            raise AssertionError("something was sent")

        with LlamaCloud(KEY, site=site, transport=httpx.MockTransport(fail)) as llama:
            with pytest.raises(ValueError, match=words) as caught:
                getattr(llama, method)(ref)
            assert str(caught.value).isprintable()

    def test_a_provider_without_sites_says_so(self) -> None:
        with pytest.raises(ValueError, match="eCore does not have; it has no sites besides the default one"):
            PROVIDERS["ecore"].ref("ecore.eu:42")


class TestSites:
    def ask(self, driver: Driver, **options: Any) -> tuple[httpx.Request, Job[Any]]:
        seen: list[httpx.Request] = []

        def answer(request: httpx.Request) -> httpx.Response:
            seen.append(request)
            return httpx.Response(200, json={})

        job = driver.call("llamacloud", "get", "bjb-1", transport=httpx.MockTransport(answer), **options)
        (request,) = seen
        return request, job

    def test_a_job_says_where_it_lives(self, driver: Driver) -> None:
        request, job = self.ask(driver, site="eu")
        assert str(request.url).startswith(f"{EU}/api/v1/")
        assert (job.site, str(job.ref)) == ("eu", "llamacloud.eu:bjb-1")
        assert repr(job) == "<Job llamacloud.eu:bjb-1 unknown>"
        request, other = self.ask(driver)
        assert request.url.host == "api.cloud.llamaindex.ai"
        assert (other.site, str(other.ref)) == (None, "llamacloud:bjb-1")
        assert job != other

    @pytest.mark.parametrize(
        ("set_to", "site", "url"),
        [
            ({}, None, LLAMA.base_url),
            ({}, "eu", EU),
            # What says where the default site is does not move another one.
            ({"LLAMA_CLOUD_BASE_URL": "https://a.example"}, None, "https://a.example"),
            ({"LLAMA_CLOUD_BASE_URL": "https://a.example"}, "eu", EU),
            ({"LLAMA_CLOUD_EU_BASE_URL": "https://b.example"}, "eu", "https://b.example"),
            ({"LLAMA_CLOUD_EU_BASE_URL": "https://b.example"}, None, LLAMA.base_url),
        ],
    )
    def test_where_it_is(
        self, monkeypatch: pytest.MonkeyPatch, set_to: dict[str, str], site: str | None, url: str
    ) -> None:
        for name, value in set_to.items():
            monkeypatch.setenv(name, value)
        assert repr(LlamaCloud(KEY, site=site)) == f"<LlamaCloud at {url}>"
        assert repr(LlamaCloud(KEY, site=site, base_url="https://c.example/")) == "<LlamaCloud at https://c.example>"

    @pytest.mark.parametrize(
        ("set_to", "site", "key"),
        [
            ({"LLAMA_CLOUD_API_KEY": "key-na"}, None, "key-na"),
            ({"LLAMA_CLOUD_API_KEY": "key-na"}, "eu", "key-na"),
            ({"LLAMA_CLOUD_API_KEY": "key-na", "LLAMA_CLOUD_EU_API_KEY": "key-eu"}, "eu", "key-eu"),
            ({"LLAMA_CLOUD_API_KEY": "key-na", "LLAMA_CLOUD_EU_API_KEY": ""}, "eu", "key-na"),
            ({"LLAMA_CLOUD_API_KEY": "key-na", "LLAMA_CLOUD_EU_API_KEY": "key-eu"}, None, "key-na"),
        ],
    )
    def test_its_key(
        self,
        driver: Driver,
        monkeypatch: pytest.MonkeyPatch,
        set_to: dict[str, str],
        site: str | None,
        key: str,
    ) -> None:
        for name, value in set_to.items():
            monkeypatch.setenv(name, value)
        request, _job = self.ask(driver, site=site, key=None)
        assert request.headers["Authorization"] == f"Bearer {key}"

    def test_the_key_of_one_site_is_not_sent_to_the_other(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LLAMA_CLOUD_EU_API_KEY", "key-eu")
        with pytest.raises(ConfigurationError, match=r"set the environment variable LLAMA_CLOUD_API_KEY$"):
            LlamaCloud()
        monkeypatch.delenv("LLAMA_CLOUD_EU_API_KEY")
        with pytest.raises(ConfigurationError, match=r"variable LLAMA_CLOUD_EU_API_KEY or LLAMA_CLOUD_API_KEY$"):
            LlamaCloud(site="eu")

    @pytest.mark.parametrize("provider", PROVIDERS)
    @pytest.mark.parametrize("make", [client_class, async_client_class])
    def test_one_that_there_is_not(self, provider: str, make: Any) -> None:
        there_are = "its sites are eu" if provider == "llamacloud" else "it has no sites besides the default one"
        for key in (KEY, None):
            with pytest.raises(ConfigurationError, match=f"has no site 'mars'; {there_are}"):
                make(provider)(key, site="mars")

    @pytest.mark.parametrize("provider", PROVIDERS.values(), ids=lambda provider: provider.name)
    def test_each_has_a_name_that_a_ref_can_hold(self, provider: Provider) -> None:
        for name, site in provider.sites.items():
            assert site.name == name
            assert site.base_url.startswith("https://")
            ref = provider.ref(provider.id_shape.example, site=name)
            assert provider.ref(str(ref)) == ref

    def test_code_under_test_that_asks_at_a_site_reaches_the_simulator(
        self, simulator: Simulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in simulator.environment.items():
            monkeypatch.setenv(name, value)
        ref = simulator.add_job("llamacloud", ["running"])
        with LlamaCloud(site="eu") as llama:
            assert llama.get(ref.id).ref == JobRef("llamacloud", ref.id, "eu")


class TestClientFor:
    @pytest.mark.parametrize(
        ("name", "site"),
        [
            ("llamacloud", None),
            ("llamacloud:bjb-1", None),
            ("llamacloud.eu:bjb-1", "eu"),
            (JobRef("llamacloud", "bjb-1", "eu"), "eu"),
        ],
    )
    def test_a_name_a_ref_or_its_string(self, name: Any, site: str | None) -> None:
        client = client_for(name, KEY)
        assert type(client) is LlamaCloud
        assert client.provider is LLAMA
        assert repr(client) == f"<LlamaCloud at {LLAMA.at(site).base_url}>"
        other = async_client_for(name, KEY)
        assert type(other) is AsyncLlamaCloud
        assert repr(other) == f"<AsyncLlamaCloud at {LLAMA.at(site).base_url}>"

    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_every_provider(self, simulator: Simulator, provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, value in simulator.environment.items():
            monkeypatch.setenv(name, value)
        stored = str(simulator.add_job(provider))
        with client_for(stored, timeout=20) as client:
            assert type(client) is client_class(provider)
            assert str(client.get(stored).ref) == stored

    @pytest.mark.parametrize(
        ("name", "error", "words"),
        [
            ("nobody", ConfigurationError, "unknown provider 'nobody'; there are apexverify, ecore"),
            ("nobody:42", ConfigurationError, "unknown provider 'nobody'"),
            ("", ConfigurationError, "unknown provider ''"),
            ("llamacloud.mars:bjb-1", ConfigurationError, "LlamaCloud has no site 'mars'; its sites are eu"),
            ("ecore:abc", ValueError, "an id of eCore is a whole number"),
            ("eCore:42", ValueError, "a job is named provider:id"),
        ],
    )
    @pytest.mark.parametrize("make", [client_for, async_client_for])
    def test_what_is_none(self, make: Any, name: str, error: type[Exception], words: str) -> None:
        with pytest.raises(error, match=words):
            make(name, KEY)

    @pytest.mark.parametrize("make", [client_for, async_client_for])
    @pytest.mark.parametrize("name", [None, 42, b"ecore:42", ["ecore"]])
    def test_what_is_no_name(self, make: Any, name: Any) -> None:
        with pytest.raises(TypeError, match="a client is for a provider's name, a JobRef or its string, not"):
            make(name, KEY)

    def test_a_site_that_contradicts_the_ref(self) -> None:
        with pytest.raises(ValueError, match=r"llamacloud\.eu:bjb-1 is a job of another site than None"):
            client_for("llamacloud.eu:bjb-1", KEY, site=None)
        assert repr(client_for("llamacloud.eu:bjb-1", KEY, site="eu")) == f"<LlamaCloud at {EU}>"
        assert repr(client_for("llamacloud", KEY, site="eu")) == f"<LlamaCloud at {EU}>"

    def test_further_arguments(self) -> None:
        assert type(client_for("ecore", KEY)) is ECore
        client: Any = client_for("revenuebase", KEY, api_version="v1")  # type: ignore[call-overload]  # of one provider
        assert isinstance(client, Revenuebase)
        assert client.api_version == "v1"


@pytest.mark.parametrize("command", [["status"], ["wait"]])
def test_the_command_line_asks_at_the_site(
    simulator: Simulator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    for name, value in simulator.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("LLAMA_CLOUD_BASE_URL", closed_port())
    id = simulator.add_job("llamacloud", ["completed"]).id
    assert main([*command, f"llamacloud.eu:{id}"]) == 0
    assert capsys.readouterr().out.startswith(f"llamacloud.eu:{id}\tsucceeded")
    assert main([*command, f"llamacloud.mars:{id}"]) == 2
    assert "its sites are eu" in " ".join(capsys.readouterr().err.split())
