"""What is read of an answer, whatever a server sends: bounds, numbers, dates, headers, packed bodies, and no key."""

import copy
import datetime
import gzip
import json
import logging
import math
import pickle
import warnings
import zlib
from asyncio import selector_events
from typing import Any

import h11
import httpx
import pytest
from batchlight import BatchlightError, MalformedResponseError, Progress, UnknownStatus, errors
from batchlight.cli.output import Row, json_of, print_json
from batchlight.errors import FieldError
from batchlight.keys import Secret
from batchlight.providers import ecore, llamacloud
from batchlight.reading.answers import MAX_ERROR_BYTES, MAX_FAULTS, explain
from batchlight.reading.dates import _TIMESTAMP, read_date, read_timestamp
from batchlight.reading.headers import retry_after
from batchlight.reading.jsondata import (
    MAX_DEPTH,
    MAX_VALUES,
    LargeNumber,
    OutOfBounds,
    ReadOnlyDict,
    ReadOnlyList,
    parse,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.drivers import IDS, Driver, answering
from tests.drivers import KEY as USUAL_KEY
from tests.sockets import sending
from tests.test_decoding import ECORE_EXAMPLE, JSON, LLAMACLOUD_EXAMPLE
from tests.test_secrets import told_of

GOOD = json.dumps({"process_id": 42, "filename": "a", "current_status": "QUEUED", "message": ""}).encode()
SYNC = Driver("sync")


def raw(status: int, body: bytes, *lines: bytes) -> bytes:
    head = [b"HTTP/1.1 %d X" % status, b"Content-Length: %d" % len(body), *lines]
    return b"\r\n".join(head) + b"\r\n\r\n" + body


def finite(digits: str) -> float | str:
    """A number of JSON; one that is larger than any float, of which Python makes an infinity, is told as it is written."""
    number = float(digits)
    return digits if math.isinf(number) else number


class TestShape:
    @given(value=JSON, ascii=st.booleans())
    def test_it_reads_what_json_reads(self, value: Any, ascii: bool) -> None:
        text = json.dumps(value, ensure_ascii=ascii)
        assert parse(text) == json.loads(text)

    @given(text=st.text('[]{},:"\\\n 0ae') | st.text())
    def test_it_refuses_what_json_refuses(self, text: str) -> None:
        try:
            # Python would take NaN and Infinity, which are no JSON; int("NaN") is a ValueError.
            expected = json.loads(text, parse_constant=int, parse_float=finite)
        except ValueError:
            with pytest.raises(ValueError):  # noqa: PT011  # in whatever words
                parse(text)
        else:
            assert parse(text) == expected

    @pytest.mark.parametrize("inside", ["[", "[{", ",", '\\"[', "\\\\", '\\\\\\",', "\\u005b[", "}]"])
    def test_what_is_in_strings_does_not_count(self, inside: str) -> None:
        text = json.dumps({"a": 1})[:-1] + f', "b": "{inside * MAX_VALUES}", "c": ["{inside}", "", "{inside}"]}}'
        assert parse(text) == json.loads(text)

    @pytest.mark.parametrize(
        "text", ['[[], {"a": [[1]]}, []]', '{"a": [{"b": [{}]}], "[": [[["["]]]}', '{"a": [1], "a": 2}']
    )
    @pytest.mark.parametrize("end", ["", " \n", "\t\r\n"])
    def test_lists_and_objects_are_read_only_at_any_depth(self, text: str, end: str) -> None:
        waiting = [value := parse(text + end)]
        assert value == json.loads(text)
        for each in waiting:
            assert type(each) in (ReadOnlyDict, ReadOnlyList)
            items = each.values() if isinstance(each, dict) else each
            waiting += [item for item in items if isinstance(item, dict | list)]

    @pytest.mark.parametrize("before", range(0, 130, 7))
    @pytest.mark.parametrize("digits", [600, 601, 610, 5000])
    def test_an_integer_of_many_digits_wherever_it_stands(self, before: int, digits: int) -> None:
        value = parse(f'{{"{"x" * before}": {"7" * digits}, "a": 5}}')["x" * before]
        assert (type(value), value) == ((int, int("7" * 600)) if digits == 600 else (LargeNumber, "7" * digits))

    def test_depth(self) -> None:
        assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH)
        for text in ("[" * 101 + "]" * 101, '{"a":' * 101 + "1" + "}" * 101, '["[", ' * 101 + "1" + "]" * 101):
            with pytest.raises(OutOfBounds, match="nested deeper than 100 levels"):
                parse(text)

    def test_values(self) -> None:
        assert len(parse("[" + "1," * (MAX_VALUES - 3) + "1]")) == MAX_VALUES - 2
        for text in ("[" + "1," * MAX_VALUES + "1]", "[" + "[]," * MAX_VALUES + "1]", "[" + '"[",' * MAX_VALUES + "1]"):
            with pytest.raises(OutOfBounds, match="more than 250000 values"):
                parse(text)

    def test_an_answer_is_measured_before_it_is_built(self, driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
        class Decoder:
            def decode(self, text: str) -> None:
                raise AssertionError(text[:20])

        monkeypatch.setattr("batchlight.reading.jsondata._DECODER", Decoder())
        body = b'{"a": [' + b"[]," * 5_000_000 + b"[]]}"
        with pytest.raises(MalformedResponseError, match="more than 250000 values"):
            driver.call("ecore", "get", "42", transport=answering(content=body))

    def test_a_large_status_of_a_few_strings_is_read(self, driver: Driver) -> None:
        body = json.dumps({**ECORE_EXAMPLE, "list_name": "[,{" * 5_000_000}).encode()
        assert driver.call("ecore", "get", "42", transport=answering(content=body)).state == "succeeded"


# Of a body that is cut, what may be a part of the key is left out: each of its characters may be written as `\\u006b`.
EDGE = 6 * len(USUAL_KEY)


class TestErrorBodies:
    def test_64_kib_are_received(self, driver: Driver) -> None:
        body = json.dumps({"detail": [0] * 500_000}).encode()
        with sending(raw(422, body)) as url, pytest.raises(errors.ValidationError) as caught:
            driver.call("ecore", "get", "42", base_url=url)
        assert caught.value.body == body[: MAX_ERROR_BYTES - EDGE].decode()
        assert caught.value.errors == ()

    @pytest.mark.parametrize("shown", range(0, len(USUAL_KEY) + 1, 3))
    def test_what_is_cut_does_not_end_in_a_part_of_the_key(self, driver: Driver, shown: int) -> None:
        body = b"x" * (MAX_ERROR_BYTES - shown) + USUAL_KEY.encode() + b"x" * 1000
        with sending(raw(401, body)) as url, pytest.raises(errors.AuthenticationError) as caught:
            driver.call("ecore", "get", "42", base_url=url)
        assert set(caught.value.body) <= {"x", "*"}

    def test_64_kib_are_unpacked(self) -> None:
        body = gzip.compress(b"x" * 10_000_000)
        for packed in (body, body[:-10]):
            answer = raw(500, packed, b"Content-Encoding: gzip")
            with sending(answer) as url, pytest.raises(errors.ServerError) as caught:
                SYNC.call("ecore", "get", "42", base_url=url)
            assert caught.value.body == "x" * (MAX_ERROR_BYTES - EDGE)

    @pytest.mark.parametrize("body", [{"detail": [0] * 20_000}, {f"field{n}": ["bad"] for n in range(2_000)}])
    def test_100_faults_are_told(self, driver: Driver, body: Any) -> None:
        with pytest.raises(errors.ValidationError) as caught:
            driver.call("ecore", "get", "42", transport=answering(422, json=body))
        assert len(caught.value.errors) == MAX_FAULTS
        assert caught.value.body == body

    def test_a_path_is_printable(self) -> None:
        _code, line, faults = explain({"detail": [{"loc": ["a\x1b[31m\n", 3], "msg": "m"}]})
        assert faults == (FieldError(("a\ufffd[31m", 3), "m"),)
        assert line.isprintable()

    @pytest.mark.parametrize("nothing", [{"code": 5}, [], {}, 7, True])
    def test_a_detail_that_explains_nothing(self, nothing: Any) -> None:
        assert explain({"detail": nothing, "message": "Real"})[1] == "Real"

    def test_status_300_is_a_redirect(self, driver: Driver) -> None:
        with pytest.raises(errors.ResponseError, match="a redirect, which is not followed"):
            driver.call("ecore", "get", "42", transport=answering(300))


class TestPacked:
    @pytest.mark.parametrize(
        "packed",
        [
            gzip.compress(GOOD),
            gzip.compress(GOOD[:20]) + gzip.compress(GOOD[20:]),
            gzip.compress(GOOD) + b"\0" * 100,
        ],
        ids=["one part", "two parts", "zeros"],
    )
    @pytest.mark.parametrize("name", [b"gzip", b"x-gzip"])
    def test_gzip_is_read(self, driver: Driver, packed: bytes, name: bytes) -> None:
        with sending(raw(200, packed, b"Content-Encoding: " + name)) as url:
            job = driver.call("revenuebase", "get", "42", base_url=url)
        assert job.raw == json.loads(GOOD)

    @pytest.mark.parametrize(
        ("packed", "problem"),
        [
            (gzip.compress(GOOD)[:-1], "ends too early"),
            (gzip.compress(GOOD) + gzip.compress(GOOD)[:-1], "ends too early"),
            (gzip.compress(GOOD) + b"and more", "does not match"),
            (zlib.compress(GOOD), "does not match"),
            (gzip.compress(b"") * 101, "more than 100 parts"),
        ],
    )
    def test_what_is_not_gzip(self, driver: Driver, packed: bytes, problem: str) -> None:
        answer = raw(200, packed, b"Content-Encoding: gzip")
        with sending(answer) as url, pytest.raises(MalformedResponseError, match=problem):
            driver.call("revenuebase", "get", "42", base_url=url)

    def test_only_gzip_is_asked_for(self, driver: Driver) -> None:
        asked: list[str] = []

        def answer(request: httpx.Request) -> httpx.Response:
            asked.append(request.headers["Accept-Encoding"])
            return httpx.Response(200, content=GOOD)

        driver.call("revenuebase", "get", "42", transport=httpx.MockTransport(answer))
        assert asked == ["gzip"]


NUMBERS = ["9" * 5000, "-" + "9" * 5000, "1" + "0" * 400, "1e400", "-1e400", "0." + "1" * 5000]


class TestNumbers:
    @pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:6])
    @pytest.mark.parametrize("name", ["progress_percentage", "new"])
    def test_any_number_decodes(
        self, driver: Driver, number: str, name: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        body = json.dumps({**LLAMACLOUD_EXAMPLE, name: "@"}).replace('"@"', number)
        job = driver.call("llamacloud", "get", IDS["llamacloud"], transport=answering(content=body.encode()))
        assert job.state == "queued"
        assert job.progress.fraction is None or 0.0 <= job.progress.fraction <= 1.0
        print_json(json_of(Row(job.ref, job)))
        shown = json.loads(capsys.readouterr().out, parse_constant=lambda name: pytest.fail(name))
        assert shown["raw"] == job.raw
        assert pickle.loads(pickle.dumps(job.raw)) == job.raw

    def test_counts_with_a_point(self) -> None:
        job = {**LLAMACLOUD_EXAMPLE["job"], "total_items": 40.0, "processed_items": 10.0}
        seen = llamacloud.job_of("x", {"job": job, "progress_percentage": 25.0})
        assert seen.progress == Progress(done=10, total=40, failed=0, skipped=0, fraction=0.25)
        assert seen.progress is not None
        assert type(seen.progress.total) is int

    def test_a_number_is_no_text(self) -> None:
        job = ecore.job_of("42", parse(json.dumps({**ECORE_EXAMPLE, "list_name": "@"}).replace('"@"', "1e400")))
        assert isinstance(job.status, UnknownStatus)
        assert job.status.reason == "list_name is a number that is too large, not a string"


class TestDates:
    @pytest.mark.parametrize("date", ["2019-12-27T18:11:19z", "2019-12-27t18:11:19+00:00", "2019-12-27 18:11:19Z"])
    @pytest.mark.parametrize("name", ["created_at", "completed_at"])
    def test_rfc_3339(self, date: str, name: str) -> None:
        job = ecore.job_of("42", {**ECORE_EXAMPLE, name: date})
        moment = datetime.datetime(2019, 12, 27, 18, 11, 19, tzinfo=datetime.UTC)
        assert getattr(job.status, name) == moment
        assert (job.created_at if name == "created_at" else job.finished_at) == moment

    @pytest.mark.parametrize(
        "date", ["2019-W52-5", "2019-W52-5T10:00:00Z", "20191227T181119Z", "2019-13-01T00:00:00Z", 5]
    )
    @pytest.mark.parametrize("name", ["created_at", "completed_at", "records[0].processed_at"])
    def test_others(self, date: Any, name: str) -> None:
        changed = {"records": [{**ECORE_EXAMPLE["records"][0], "processed_at": date}]} if "[" in name else {name: date}
        job = ecore.job_of("42", {**ECORE_EXAMPLE, **changed})
        assert isinstance(job.status, UnknownStatus)
        assert job.status.reason.startswith(f"{name} is ")
        assert "not a date and time" in job.status.reason
        if name == "created_at":
            assert job.created_at is None

    @pytest.mark.parametrize(
        "text",
        [
            "Sun, 06 Nov 99999 08:49:37 GMT",
            "Sun, 06 Nov 1994 08:49:37 +9999",
            "Fri, 31 Dec 9999 23:59:59 -0100",
            "0001-01-01T00:00:00+23:00",
            "Sun, 06 Nov 1994 08:49:37 EST",
        ],
    )
    @pytest.mark.parametrize("status", [200, 429])
    def test_impossible_dates_in_headers(self, driver: Driver, text: str, status: int) -> None:
        assert read_date(text) is None
        for headers in ({"Retry-After": text}, {"Date": text, "Retry-After": "Wed, 01 Jan 2200 00:00:00 GMT"}):
            transport = answering(status, content=GOOD, headers=headers)
            if status == 200:
                assert driver.call("revenuebase", "get", "42", transport=transport).state == "queued"
                continue
            with pytest.raises(errors.RateLimitError) as caught:
                driver.call("revenuebase", "get", "42", transport=transport)
            assert (caught.value.retry_after is None) is ("Date" not in headers)

    @pytest.mark.parametrize("zone", ["", " GMT", " UTC", " +0000"])
    def test_retry_after_as_a_date(self, zone: str) -> None:
        dates = {"date": "Sun, 06 Nov 1994 08:49:37 GMT", "retry-after": f"Sun, 06 Nov 1994 08:50:07{zone}"}
        assert retry_after(dates) == 30.0
        assert retry_after({**dates, "retry-after": f"in 5 s, or {dates['retry-after']}"}) is None

    @pytest.mark.parametrize(
        ("reset", "seconds"),
        [(1e9, 10.0), (1e9 - 1, None), (60, None), (1e11, None), (1e11 - 1, 1e11 - 1 - (1e9 - 10))],
    )
    def test_x_ratelimit_reset(self, reset: float, seconds: float | None) -> None:
        now = datetime.datetime.fromtimestamp(1e9 - 10, datetime.UTC)
        headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(reset)}
        assert retry_after(headers, now) == seconds
        assert retry_after({**headers, "x-ratelimit-remaining": "1"}, now) is None


@pytest.mark.parametrize("value", ["größe".encode(), "größe".encode("latin-1")], ids=["UTF-8", "Latin-1"])
@pytest.mark.parametrize(("status", "body"), [(404, b"{}"), (200, b"[]")])
def test_headers_above_ascii(driver: Driver, value: bytes, status: int, body: bytes) -> None:
    answer = raw(status, body, b"X-Why: " + value, b"X-Echo: " + KEY.encode())
    with sending(answer) as url, pytest.raises(errors.ResponseError) as caught:
        driver.call("ecore", "get", "42", base_url=url, key=KEY)
    assert caught.value.headers["x-why"] == "größe"
    assert caught.value.headers["x-echo"] == "***"


KEY = r"k/e\"y\-\q&<7f9c%2e'71~secret"
WRITTEN = {
    "as it is": KEY,
    "JSON": json.dumps(KEY)[1:-1],
    "JSON, slashes": json.dumps(KEY)[1:-1].replace("/", "\\/"),
    "JSON, all": "".join(f"\\u{ord(character):04x}" for character in KEY),
    "JSON, some": json.dumps(KEY)[1:-1].replace("-", "\\u002D"),
    "repr": repr(KEY)[1:-1],
    "percent": "".join(f"%{ord(character):02X}" for character in KEY),
    "HTML": KEY.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;").replace("'", "&#x27;"),
}


def shows(text: str) -> bool:
    return any(form in text or repr(form)[1:-1] in text for form in WRITTEN.values())


def told_by(driver: Driver, provider: str, transport: httpx.MockTransport) -> str:
    try:
        job = driver.call(provider, "get", IDS[provider], transport=transport, key=KEY)
    except BatchlightError as error:
        return told_of(error)
    return f"{job!r} {job.raw} {job.message} {job.status} {job.status.payload} {json_of(Row(job.ref, job))}"


@given(
    text=st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[-+:Z.0-9 \n]{0,9}Z", fullmatch=True)
)
def test_a_timestamp_of_the_usual_form_is_one_of_rfc_3339(text: str) -> None:
    """It is read without the expression that all others are held against."""
    assert read_timestamp(text) is None or _TIMESTAMP.fullmatch(text)


class TestKey:
    @pytest.mark.parametrize("form", WRITTEN)
    def test_redact(self, form: str) -> None:
        assert Secret(KEY).redact(f"a {WRITTEN[form]} b") == "a *** b"

    @given(
        ways=st.lists(st.sampled_from(range(5)), min_size=len(KEY), max_size=len(KEY)),
        plain=st.integers(0, len(KEY)),
        around=st.text("ab\\%&", max_size=3),
    )
    def test_a_text_that_shows_it_may_hold_it(self, ways: list[int], plain: int, around: str) -> None:
        """Written in any mixture of ways, and escaped once more as JSON; a part of it stands as it is."""

        def written(character: str, way: int) -> str:
            code = ord(character)
            return (character, f"\\u{code:04x}", f"%{code:02X}", f"%25{code:02x}", f"&#x{code:x};")[way]

        for key in (KEY, "key-4f9c2e71-secret", "abcd"):
            mixed = [character if at < plain else written(character, ways[at]) for at, character in enumerate(key)]
            text = "".join(mixed)
            secret = Secret(key)
            assert secret.may_be_in(around + text + around)
            assert secret.may_be_in(json.dumps(around + text + around))
            assert secret.may_be_in("".join(f"\\u{ord(character):04x}" for character in text))

    @pytest.mark.parametrize("text", ["", "a%20b", '{"name": "A \\"B\\" & C"}', "key-4f9c2e71", "x" * 1000])
    def test_a_text_that_cannot_hold_it(self, text: str) -> None:
        assert not Secret("key-4f9c2e71-secret-of-36-characters").may_be_in(text)

    def test_what_nearly_is_the_key_takes_no_time(self) -> None:
        assert Secret("key-4f9c2e71-secret").redact("%" + "key-4f9c2e71-secre" * 1000) != ""

    @pytest.mark.parametrize("form", [form for form in WRITTEN if form.startswith(("JSON", "percent"))])
    @pytest.mark.parametrize("status", [200, 400, 422, 500])
    @pytest.mark.parametrize("provider", IDS)
    def test_bodies(
        self, driver: Driver, provider: str, form: str, status: int, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.DEBUG)
        text = WRITTEN[form]
        fields = ", ".join(f'"{name}": "{text}"' for name in ("status", "current_status", "message", "code", text))
        fields = f'{fields}, "detail": [{{"loc": ["{text}"], "msg": "{text}", "type": "{text}"}}]'
        body = f'{{{fields}, "job": {{{fields}, "error_message": "{text}"}}}}'.encode()
        headers = {"X-Request-Id": KEY, "Sunset": "Wed, 01 Jan 2200 00:00:00 GMT", f"X-{'key'}": KEY}
        headers |= {"Link": f'<https://a.example/{KEY}>; rel="sunset"'}
        transport = answering(status, content=body, headers=headers)
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            told = told_by(driver, provider, transport)
        assert any("***" in str(warning.message) for warning in warned), "the link of the sunset"
        assert not any(shows(str(warning.message)) for warning in warned)
        assert "***" in told
        assert not shows(told)
        assert not shows(caplog.text)

    @pytest.mark.parametrize("form", WRITTEN)
    def test_an_unreadable_answer(self, driver: Driver, form: str) -> None:
        text = WRITTEN[form]
        headers = {"Content-Type": f"text/{KEY}", "CF-Ray": KEY, "X-Echo": text, "Content-Encoding": KEY}
        for content_headers in (headers, {**headers, "Content-Encoding": "identity"}):
            transport = answering(200, content=f'{{"a": "{text}'.encode(), headers=content_headers)
            with pytest.raises(MalformedResponseError) as caught:
                driver.call("ecore", "get", "42", transport=transport, key=KEY)
            assert caught.value.request_id == "***"
            assert not shows(told_of(caught.value))

    def test_it_is_not_pickled(self) -> None:
        key = Secret(KEY)
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            with pytest.raises(TypeError, match="not pickled"):
                pickle.dumps(key, protocol)
        assert copy.copy(key) is key
        assert copy.deepcopy({"a": key})["a"] is key

    def test_an_interrupt_during_a_write(self, driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(_self: object, event: object) -> bytes:
            line = f"{event!r}"
            assert line
            raise KeyboardInterrupt

        monkeypatch.setattr(h11.Connection, "send", interrupt)
        # What aiohttp writes goes past h11.
        monkeypatch.setattr(selector_events._SelectorSocketTransport, "write", interrupt)  # type: ignore[attr-defined]  # it has no public name
        with sending(raw(200, GOOD)) as url, pytest.raises(KeyboardInterrupt) as caught:
            driver.call("revenuebase", "get", "42", base_url=url, key=KEY)
        assert not shows(told_of(caught.value))
