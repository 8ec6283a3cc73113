"""The simulator through the whole life of a job, asked over plain HTTP: what goes in comes out, row by row; and every
answer conforms to the effective spec.
"""

import csv
import io
import json
import socket
from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema
import openpyxl
import pytest
from batchlight.providers import PROVIDERS
from batchlight.simulator import Fault, Outcome, Simulator, SteppedClock, is_cached, outcome_of, serve
from batchlight_clients.operations import OPERATIONS

from scripts.specs import operations
from scripts.states import statuses
from tests.drivers import spec_of

ADDRESSES = [f"person{number}@example.com" for number in range(10_000)]
WORDS = {"valid": "Valid", "invalid": "Invalid", "unknown": "Unknown", "error": "Unknown"}


class Asker:
    """Asks a simulated provider, and holds each answer against the spec."""

    def __init__(self, simulator: Simulator, provider: str, key: str | None = None) -> None:
        service = PROVIDERS[provider]
        self.clock = simulator.clock
        headers = {service.key_header: service.key_prefix + (key or simulator.keys[provider])}
        self._base_url = simulator.base_url(provider)
        self._client = httpx.Client(headers=headers)

    def ask(self, operation: str, status: int = 200, *, url: str | None = None, **options: Any) -> httpx.Response:
        """The answer to an operation; names of its path are given as `path={...}`."""
        known = OPERATIONS[operation]
        path = known.path.format(**options.pop("path", {}))
        response = self._client.request(known.method, url or self._base_url + path, **options)
        assert response.status_code == status, response.text
        conforms(operation, response)
        return response

    def pass_time(self, seconds: float) -> None:
        assert isinstance(self.clock, SteppedClock)
        self.clock.advance(seconds)

    def close(self) -> None:
        self._client.close()


def conforms(operation: str, response: httpx.Response) -> None:
    api, _, name = operation.partition(".")
    document = spec_of(api)
    (described,) = (each for _method, _path, each in operations(document) if each["operationId"] == name)
    answers = described["responses"]
    answer = answers.get(str(response.status_code)) or answers["2XX" if response.is_success else "4XX"]
    answer = resolved(document, answer)
    if "content" not in answer:
        return
    media_type = response.headers["content-type"].partition(";")[0]
    if media_type == "application/json":
        schema = answer["content"].get(media_type, {}).get("schema", {})
        whole = {**schema, "components": document["components"]}
        jsonschema.Draft202012Validator(whole, format_checker=jsonschema.FormatChecker()).validate(response.json())


def resolved(document: Any, value: Any) -> Any:
    while "$ref" in value:
        found = document
        for part in value["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        value = found
    return value


@pytest.fixture
def fresh() -> Iterator[Simulator]:
    with serve(clock=SteppedClock()) as simulator:
        yield simulator


@pytest.fixture
def revenuebase(fresh: Simulator) -> Iterator[Asker]:
    asker = Asker(fresh, "revenuebase")
    yield asker
    asker.close()


@pytest.fixture
def ecore(fresh: Simulator) -> Iterator[Asker]:
    asker = Asker(fresh, "ecore")
    yield asker
    asker.close()


@pytest.fixture
def apexverify(fresh: Simulator) -> Iterator[Asker]:
    asker = Asker(fresh, "apexverify")
    yield asker
    asker.close()


@pytest.fixture
def llamacloud(fresh: Simulator) -> Iterator[Asker]:
    asker = Asker(fresh, "llamacloud")
    yield asker
    asker.close()


class TestOutcomes:
    @pytest.mark.parametrize(
        ("address", "outcome"),
        [
            ("valid.someone@example.com", "valid"),
            ("invalid1@example.com", "invalid"),
            ("UNKNOWN@example.com", "unknown"),
            ("error-7@example.com", "error"),
            (" person1@example.com ", outcome_of("person1@example.com")),
            ("valid", "invalid"),
            ("", "invalid"),
            ("a@b@c.de", "invalid"),
            ("+4930123456", outcome_of("+4930123456")),
        ],
    )
    def test_an_address_decides_its_outcome(self, address: str, outcome: str) -> None:
        assert outcome_of(address) == outcome

    def test_the_shares(self) -> None:
        found = [outcome_of(address) for address in ADDRESSES]
        assert 7_000 < found.count(Outcome.VALID) < 7_400
        assert 1_800 < found.count(Outcome.INVALID) < 2_200
        assert Outcome.ERROR not in found
        assert 300 < sum(map(is_cached, ADDRESSES)) < 500


class TestRevenuebase:
    def submit(self, asker: Asker, name: str, content: bytes, status: int = 200, **options: Any) -> Any:
        files = {"requested_file": (name, content)}
        return asker.ask("revenuebase_v2.submit_batch", status, files=files, **options).json()

    def test_the_whole_life(self, fresh: Simulator, revenuebase: Asker) -> None:
        before = fresh.credits("revenuebase")
        text = "name,email\n" + "".join(f"Person {n},{address}\n" for n, address in enumerate(ADDRESSES))
        submitted = self.submit(revenuebase, "list of ours.csv", text.encode())
        path = {"process_id": submitted["process_id"]}
        assert (submitted["filename"], submitted["status"]) == ("list of ours.csv", "PROCESSING QUEUED")
        assert self.statuses(revenuebase) == ["QUEUED"]
        revenuebase.pass_time(3)
        assert self.statuses(revenuebase) == ["PROCESSING"]
        early = revenuebase.ask("revenuebase_v2.download_results", 400, path=path)
        assert early.json() == {"detail": "not_completed"}
        revenuebase.pass_time(10)
        assert self.statuses(revenuebase) == []
        assert revenuebase.ask("revenuebase_v2.get_batch_status", path=path).json()["current_status"] == "COMPLETED"
        result = revenuebase.ask("revenuebase_v2.download_results", path=path)
        assert result.headers["content-disposition"] == 'attachment; filename="list of ours.csv"'
        assert int(result.headers["content-length"]) == len(result.content)
        header, *rows = csv.reader(io.StringIO(result.text))
        assert header == ["name", "email", "status"]
        assert rows == [[f"Person {n}", each, WORDS[outcome_of(each)]] for n, each in enumerate(ADDRESSES)]
        spent = sum(outcome_of(each) in ("valid", "invalid") for each in ADDRESSES)
        balance = httpx.get(
            f"{fresh.base_url('revenuebase')}/v2/account/balance", headers={"x-key": fresh.keys["revenuebase"]}
        )
        assert balance.json() == {"credits": before - spent}

    @staticmethod
    def statuses(asker: Asker) -> list[str]:
        return [each["status"] for each in asker.ask("revenuebase_v2.list_active_jobs").json()["processes"]]

    def test_json_comes_back_as_json(self, revenuebase: Asker) -> None:
        sent = ["valid@example.com", {"email": "invalid@example.com", "id": 7}]
        job = self.submit(revenuebase, "list.JSON", json.dumps(sent).encode(), params={"metadata": "true"})
        revenuebase.pass_time(10)
        result = revenuebase.ask("revenuebase_v2.download_results", path={"process_id": job["process_id"]}).json()
        assert [(each["email"], each["status"]) for each in result] == [
            ("valid@example.com", "Valid"),
            ("invalid@example.com", "Invalid"),
        ]
        assert (result[1]["id"], result[1]["failure_reason"]) == (7, "mailbox_not_found")

    def test_without_a_header_the_address_comes_first(self, revenuebase: Asker) -> None:
        job = self.submit(revenuebase, "x.csv", b"valid@a.example,1\ninvalid@a.example,2\n")
        revenuebase.pass_time(10)
        result = revenuebase.ask("revenuebase_v2.download_results", path={"process_id": job["process_id"]})
        assert result.text == "valid@a.example,1,Valid\ninvalid@a.example,2,Invalid\n"

    @pytest.mark.parametrize(
        ("name", "content", "status", "detail"),
        [
            ("list.txt", b"a@example.com\n", 400, "invalid_extension"),
            ("list.csv", b"", 400, "upload_error"),
            ("list.csv", b"name\nAda\n", 400, "upload_error"),
            ("list.csv", b"a@example.com\n\xff\xfe", 400, "upload_error"),
            ("list.json", b"{", 400, "upload_error"),
            ("list.json", b"{}", 400, "upload_error"),
            ("list.json", b"[]", 400, "upload_error"),
        ],
    )
    def test_a_file_that_it_does_not_take(
        self, revenuebase: Asker, name: str, content: bytes, status: int, detail: str
    ) -> None:
        assert self.submit(revenuebase, name, content, status) == {"detail": detail}
        assert self.statuses(revenuebase) == []

    def test_another_part_than_the_documented_one(self, revenuebase: Asker) -> None:
        answer = revenuebase.ask("revenuebase_v2.submit_batch", 422, files={"file": ("a.csv", b"a@example.com")})
        assert answer.json()["detail"][0]["loc"] == ["body", "requested_file"]

    def test_too_few_credits(self, fresh: Simulator, revenuebase: Asker) -> None:
        fresh.set_credits("revenuebase", 1)
        self.submit(revenuebase, "list.csv", b"a@example.com\nb@example.com\n", 402)
        assert self.statuses(revenuebase) == []
        assert fresh.credits("revenuebase") == 1

    def test_a_cancelled_job_gives_what_it_had_come_to(self, fresh: Simulator, revenuebase: Asker) -> None:
        fresh.next_script("revenuebase", [("PROCESSING", 100), "COMPLETED"])
        before = fresh.credits("revenuebase")
        job = self.submit(revenuebase, "x.csv", b"".join(b"valid%d@example.com\n" % n for n in range(10)))
        path = {"process_id": job["process_id"]}
        revenuebase.pass_time(50)
        cancelled = revenuebase.ask("revenuebase_v2.cancel_batch", path=path).json()
        assert cancelled["current_status"] == "CANCELLING"
        assert self.statuses(revenuebase) == []
        revenuebase.pass_time(5)
        result = revenuebase.ask("revenuebase_v2.download_results", path=path).text
        assert result.splitlines() == [f"valid{n}@example.com,Valid" for n in range(5)]
        assert fresh.credits("revenuebase") == before - 5

    def test_a_job_that_fails_gives_nothing(self, fresh: Simulator, revenuebase: Asker) -> None:
        fresh.next_script("revenuebase", [("QUEUED", 1), "ERROR"])
        before = fresh.credits("revenuebase")
        job = self.submit(revenuebase, "x.csv", b"a@example.com\n")
        revenuebase.pass_time(2)
        answer = revenuebase.ask("revenuebase_v2.download_results", 400, path={"process_id": job["process_id"]})
        assert answer.json() == {"detail": "process_error"}
        assert fresh.credits("revenuebase") == before

    def test_jobs_belong_to_the_key_that_submitted_them(self, fresh: Simulator, revenuebase: Asker) -> None:
        other = Asker(fresh, "revenuebase", fresh.add_key("revenuebase", credits=5))
        job = self.submit(other, "x.csv", b"valid@example.com\n")
        path = {"process_id": job["process_id"]}
        assert self.statuses(revenuebase) == []
        revenuebase.ask("revenuebase_v2.get_batch_status", 400, path=path)
        revenuebase.ask("revenuebase_v2.cancel_batch", 400, path=path)
        revenuebase.ask("revenuebase_v2.download_results", 400, path=path)
        assert self.statuses(other) == ["QUEUED"]
        other.close()

    def test_a_large_file_that_is_no_list_costs_nothing_in_the_end(
        self, revenuebase: Asker, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("batchlight.simulator.uploads.LARGE", 100_000)
        before = revenuebase.ask("revenuebase_v2.get_balance").json()
        # What is large is not read to its end before it has to be: a quotation that csv takes for no field.
        self.submit(revenuebase, "a.csv", b'email\nada@example.com\n"' + b"x" * 200_000)
        assert revenuebase.ask("revenuebase_v2.get_balance").json() != before
        revenuebase.pass_time(100)
        assert revenuebase.ask("revenuebase_v2.get_balance").json() == before


class TestECore:
    def submit(self, asker: Asker, status: int = 201, **options: Any) -> Any:
        return asker.ask("ecore.upload_emails", status, **options).json()

    def test_the_whole_life(self, fresh: Simulator, ecore: Asker) -> None:
        before = fresh.credits("ecore")
        job = self.submit(ecore, json={"emails": ADDRESSES, "list_name": "Ours"})
        path = {"job_id": job["job_id"]}
        assert fresh.credits("ecore") == before - 10_000
        early = ecore.ask("ecore.download_results", 400, path=path).json()
        assert early == {"error": "Job is not yet complete."}
        assert self.records(ecore, path, "Pending") == ADDRESSES
        ecore.pass_time(5)
        half = ecore.ask("ecore.get_job", path=path).json()
        assert (half["status"], half["results_summary"], len(half["records"])) == ("Processing", "5000/10000", 100)
        ecore.pass_time(10)
        done = ecore.ask("ecore.get_job", path=path).json()
        valid = [each for each in ADDRESSES if outcome_of(each) == "valid"]
        assert (done["status"], done["list_name"], done["valid_count"]) == ("Processed", "Ours", len(valid))
        assert self.records(ecore, path, "Valid") == valid
        assert self.records(ecore, path, "All") == ADDRESSES
        result = ecore.ask("ecore.download_results", path=path)
        assert (
            result.headers["content-disposition"] == f'attachment; filename="email_validation_{done["uuid"][:8]}.csv"'
        )
        header, *rows = csv.reader(io.StringIO(result.text))
        assert header == ["Email", "Status", "Validator", "Cached", "Processed At"]
        assert [row[:2] for row in rows] == [[each, WORDS[outcome_of(each)]] for each in ADDRESSES]
        records = ecore.ask("ecore.download_results", path=path, params={"format": "json"}).json()
        assert [each["email"] for each in records] == ADDRESSES
        # What is not valid is given back.
        assert done["total_credits_charged"] == len(valid)
        assert fresh.credits("ecore") == before - len(valid)

    def test_an_answer_holds_what_the_first_page_of_records_does(self, ecore: Asker) -> None:
        path = self.submit(ecore, json={"emails": [f"person{number}@example.com" for number in range(150)]})
        for seconds in (0, 2, 1, 1, 1, 10):
            ecore.pass_time(seconds)
            page = ecore.ask("ecore.list_job_records", path=path, params={"page_size": 100}).json()
            assert ecore.ask("ecore.get_job", path=path).json()["records"] == page["results"]

    @staticmethod
    def records(asker: Asker, path: Any, status: str) -> list[str]:
        found: list[str] = []
        url: str | None = None
        while True:
            options: Any = {} if url else {"params": {"status": status, "page_size": 1000}}
            page = asker.ask("ecore.list_job_records", path=path, url=url, **options).json()
            found += [each["email"] for each in page["results"]]
            url = page["next"]
            if url is None:
                assert page["count"] == len(found)
                return found

    def test_addresses_are_stripped_lower_cased_and_each_taken_once(self, fresh: Simulator, ecore: Asker) -> None:
        job = self.submit(ecore, json={"emails": [" A@Example.com", "a@example.com", "b@example.com"]})
        assert self.records(ecore, {"job_id": job["job_id"]}, "All") == ["a@example.com", "b@example.com"]

    def test_an_error_is_a_record_of_a_job_that_is_done(self, ecore: Asker) -> None:
        job = self.submit(ecore, json={"emails": ["error@example.com"]})
        ecore.pass_time(10)
        done = ecore.ask("ecore.get_job", path={"job_id": job["job_id"]}).json()
        assert done["status"] == "Processed"
        assert done["records"][0]["status"] == "Error"
        assert done["records"][0]["error_message"]
        assert done["valid_count"] + done["invalid_count"] + done["unknown_count"] == 0

    def test_a_sheet(self, ecore: Asker) -> None:
        text = b"ec_id,E-Mail\n1,valid@example.com\n,invalid@example.com\n"
        job = self.submit(ecore, files={"csv_file": ("ours.csv", text)})
        ecore.pass_time(10)
        done = ecore.ask("ecore.get_job", path={"job_id": job["job_id"]}).json()
        assert done["list_name"] == "ours.csv"
        assert [(each["ec_id"], each["status"]) for each in done["records"]] == [("1", "Valid"), (None, "Invalid")]

    def test_a_workbook_under_the_other_name_of_the_part(self, ecore: Asker) -> None:
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in (["Email Address"], ["valid@example.com"], ["b@example.com"]):
            book.active.append(row)
        file = io.BytesIO()
        book.save(file)
        job = self.submit(ecore, files={"file": ("ours.xlsx", file.getvalue())}, data={"list_name": "A book"})
        done = ecore.ask("ecore.get_job", path={"job_id": job["job_id"]}).json()
        assert (done["list_name"], done["total_records"]) == ("A book", 2)

    @pytest.mark.parametrize(
        ("options", "body"),
        [
            ({"json": {}}, {"error": "Provide either a 'csv_file' upload or an 'emails' list."}),
            ({"json": {"emails": []}}, {"error": "Provide either a 'csv_file' upload or an 'emails' list."}),
            ({"content": b"x"}, {"error": "Provide either a 'csv_file' upload or an 'emails' list."}),
            (
                {"json": {"emails": ["a@example.com", "b", 5]}},
                {"emails": {"1": ["Not a valid email address."], "2": ["Not a valid email address."]}},
            ),
            ({"files": {"csv_file": ("x.csv", b"name\nAda\n")}}, {"error": "The file has no email column."}),
            ({"files": {"csv_file": ("x.csv", b"email\n")}}, {"error": "The file has no addresses."}),
            ({"files": {"csv_file": ("x.xlsx", b"email\n")}}, {"error": "The file is not a workbook."}),
            (
                {"files": {"csv_file": ("x.csv", b"email\na@example.com\nb\n")}},
                {"emails": {"1": ["Not a valid email address."]}},
            ),
        ],
        ids=str,
    )
    def test_what_it_does_not_take(self, ecore: Asker, options: Any, body: Any) -> None:
        assert self.submit(ecore, 400, **options) == body
        assert ecore.ask("ecore.list_jobs").json()["count"] == 0

    def test_too_few_credits(self, fresh: Simulator, ecore: Asker) -> None:
        fresh.set_credits("ecore", 1)
        assert self.submit(ecore, 402, json={"emails": ["a@example.com", "b@example.com"]}) == {
            "error": "Insufficient credits. You need 2 credits but have 1.",
            "required": 2,
            "balance": 1,
        }

    def test_a_crash_gives_all_back(self, fresh: Simulator, ecore: Asker) -> None:
        before = fresh.credits("ecore")
        fresh.next_script("ecore", [("Processing", 5), "Failed"])
        self.submit(ecore, json={"emails": ["valid@example.com"]})
        assert fresh.credits("ecore") == before - 1
        ecore.pass_time(6)
        assert fresh.credits("ecore") == before

    def test_the_list_has_the_newest_first(self, fresh: Simulator, ecore: Asker) -> None:
        refs = [fresh.add_job("ecore", ["Processed" if n % 2 else "Failed"]) for n in range(45)]
        fresh.add_job("ecore", foreign=True)
        ids: list[str] = []
        url: str | None = None
        while True:
            page = ecore.ask("ecore.list_jobs", url=url).json()
            ids += [str(each["id"]) for each in page["results"]]
            assert "records" not in page["results"][0]
            url = page["next"]
            if url is None:
                break
        assert (page["count"], page["total_pages"], page["current_page"]) == (45, 3, 3)
        assert ids == [ref.id for ref in reversed(refs)]
        some = ecore.ask("ecore.list_jobs", params={"status": "Failed", "page_size": "100"}).json()
        assert some["count"] == 23

    @pytest.mark.parametrize(
        ("params", "error"),
        [
            ({"status": "Done"}, "Invalid status filter."),
            ({"page": "0"}, "Invalid page."),
            ({"page": "2"}, "Invalid page."),
        ],
        ids=str,
    )
    def test_a_list_that_there_is_not(self, ecore: Asker, params: Any, error: str) -> None:
        assert ecore.ask("ecore.list_jobs", 400, params=params).json() == {"error": error}


class TestApexVerify:
    def upload(self, asker: Asker, content: bytes, status: int = 200, **fields: str) -> Any:
        data = {"name": "Ours", "type": "email", "target_country": "IT", **fields}
        files = {"file": ("list.txt", content)}
        return asker.ask("apexverify_batches.upload_batch", status, files=files, data=data).json()

    @staticmethod
    def status(asker: Asker, path: Any) -> Any:
        return asker.ask("apexverify.get_batch_status", path=path).json()

    def ready(self, asker: Asker, content: bytes, **fields: Any) -> Any:
        """The path of a batch that waits for its launch."""
        path = {"batch_uuid": self.upload(asker, content, **fields)["batch_uuid"]}
        asker.ask("apexverify_batches.parse_batch", path=path)
        asker.pass_time(3)
        return path

    def test_the_whole_life(self, fresh: Simulator, apexverify: Asker) -> None:
        before = fresh.credits("apexverify")
        lines = [*ADDRESSES, "not an address", "Person1@Example.com", "", "person2@example.com"]
        uploaded = self.upload(apexverify, "\r\n".join(lines).encode(), description="A remark")
        # The status of the upload is not that of the batch.
        assert uploaded["status"] == "ok"
        path = {"batch_uuid": uploaded["batch_uuid"]}
        apexverify.pass_time(100)
        assert self.status(apexverify, path) == {"status": "parsing_content"}
        early = apexverify.ask("apexverify_batches.launch_batch", 400, path=path).json()
        assert early == {"message": "The batch is not ready for verification."}
        apexverify.ask("apexverify_batches.parse_batch", path=path)
        assert self.status(apexverify, path) == {"status": "parsing_content"}
        apexverify.pass_time(100)
        ready = self.status(apexverify, path)
        assert ready["status"] == "ready_for_verification"
        assert ready["found_content"] == {"valid_email": 10_000, "wrong_email": 1, "duplicate_email": 2}
        assert ready["found_cost"]["total_email_cost"] == 10_000
        assert fresh.credits("apexverify") == before
        apexverify.ask("apexverify_batches.launch_batch", path=path)
        assert fresh.credits("apexverify") == before - 10_000
        assert self.status(apexverify, path)["status"] == "verification_ongoing"
        apexverify.ask("apexverify_batches.export_batch", 400, path=path)
        apexverify.ask("apexverify_batches.launch_batch", 400, path=path)
        apexverify.ask("apexverify_batches.delete_batch", 400, path=path)
        apexverify.pass_time(100)
        done = self.status(apexverify, path)
        valid = sum(outcome_of(each) == "valid" for each in ADDRESSES)
        assert (done["status"], done["stats"]["total_verification_valid"]) == ("verification_done", valid)
        results = apexverify.ask("apexverify_batches.export_batch", path=path, params={"format": "json"})
        assert [(name, each["status"]) for name, each in results.json().items()] == [
            (each, {"invalid": "wrong"}.get(outcome_of(each), outcome_of(each))) for each in ADDRESSES
        ]
        hits = sum(map(is_cached, ADDRESSES))
        assert sum(each["cached"] for each in results.json().values()) == hits
        # Half of the price comes back for what was in the cache.
        assert done["found_cost"]["net_email_cost"] == 10_000 - hits // 2
        credits = apexverify.ask("apexverify_batches.get_credits").json()
        assert credits == {"credits": before - 10_000 + hits // 2}
        details = apexverify.ask("apexverify_batches.get_batch_details", path=path).json()
        assert details["stats"] == done["stats"]
        assert (details["name"], details["description"], details["parameters"]["target_country"]) == (
            "Ours",
            "A remark",
            "IT",
        )
        apexverify.ask("apexverify_batches.delete_batch", path=path)
        apexverify.ask("apexverify.get_batch_status", 404, path=path)

    def test_a_workbook(self, apexverify: Asker) -> None:
        path = self.ready(apexverify, b"valid@example.com\ninvalid@example.com\n")
        apexverify.ask("apexverify_batches.launch_batch", path=path)
        apexverify.pass_time(10)
        file = apexverify.ask("apexverify_batches.export_batch", path=path, params={"format": "xlsx"})
        sheet = openpyxl.load_workbook(io.BytesIO(file.content)).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
        assert [row[:2] for row in rows] == [
            ("email", "status"),
            ("valid@example.com", "valid"),
            ("invalid@example.com", "wrong"),
        ]
        assert file.headers["content-disposition"].endswith('.xlsx"')

    def test_phone_numbers(self, apexverify: Asker) -> None:
        path = self.ready(apexverify, b"+4930123456\n+4930123457\nabc\n", type="phone")
        ready = self.status(apexverify, path)
        assert ready["found_content"] == {"valid_phone": 2, "wrong_phone": 1, "duplicate_phone": 0}
        assert ready["found_cost"]["total_phone_cost"] == 20

    def test_parameters_are_changed_until_the_launch(self, apexverify: Asker) -> None:
        path = self.ready(apexverify, b"person39@example.com\n")
        assert is_cached("person39@example.com") is (self.status(apexverify, path)["found_cost"]["net_email_cost"] < 1)
        body = {"type": "phone", "target_country": "DE", "use_account_cache": False}
        apexverify.ask("apexverify_batches.update_batch_parameters", path=path, json=body)
        # What was found follows when it is parsed again.
        assert self.status(apexverify, path)["found_content"]["valid_email"] == 1
        apexverify.ask("apexverify_batches.parse_batch", path=path)
        apexverify.pass_time(3)
        assert self.status(apexverify, path)["found_content"]["wrong_phone"] == 1
        apexverify.ask("apexverify_batches.launch_batch", path=path)
        apexverify.ask("apexverify_batches.update_batch_parameters", 400, path=path, json=body)
        apexverify.ask("apexverify_batches.parse_batch", 400, path=path)

    @pytest.mark.parametrize(
        "body",
        [
            {},
            [],
            {"type": "fax", "target_country": "IT"},
            {"type": "email", "target_country": "Italy"},
            {"type": "email", "target_country": "IT", "target_audience": 24},
            {"type": "email", "target_country": "IT", "remove_duplicate": "yes"},
        ],
        ids=str,
    )
    def test_parameters_that_are_none(self, apexverify: Asker, body: Any) -> None:
        path = self.ready(apexverify, b"a@example.com\n")
        apexverify.ask("apexverify_batches.update_batch_parameters", 422, path=path, json=body)

    @pytest.mark.parametrize(
        ("content", "status", "fields"),
        [
            (b"", 400, {}),
            (b"a@example.com", 422, {"name": ""}),
            (b"a@example.com", 422, {"name": "x" * 256}),
            (b"a@example.com", 422, {"type": "fax"}),
            (b"a@example.com", 422, {"target_country": "Italy"}),
            (b"a@example.com", 422, {"target_audience": "0"}),
        ],
        ids=str,
    )
    def test_what_it_does_not_take(self, apexverify: Asker, content: bytes, status: int, fields: Any) -> None:
        self.upload(apexverify, content, status, **fields)

    def test_too_few_credits(self, fresh: Simulator, apexverify: Asker) -> None:
        path = self.ready(apexverify, b"a@example.com\nb@example.com\n")
        fresh.set_credits("apexverify", 1)
        answer = apexverify.ask("apexverify_batches.launch_batch", 402, path=path).json()
        assert answer["message"].startswith("Please reload your credits")
        assert self.status(apexverify, path)["status"] == "ready_for_verification"
        assert fresh.credits("apexverify") == 1

    @pytest.mark.parametrize(
        ("script", "parsed", "launched"),
        [
            (["internal_error"], "internal_error", None),
            ([("parsing_content", 10), "ready_for_verification"], "parsing_content", None),
            ([("verification_ongoing", 7200), "verification_done"], "ready_for_verification", "verification_ongoing"),
            (
                [("parsing_content", 1), ("ready_for_verification", 1), "internal_error"],
                "ready_for_verification",
                "internal_error",
            ),
        ],
        ids=str,
    )
    def test_a_script_has_two_parts(
        self, fresh: Simulator, apexverify: Asker, script: Any, parsed: str, launched: str | None
    ) -> None:
        fresh.next_script("apexverify", script)
        before = fresh.credits("apexverify")
        path = self.ready(apexverify, b"a@example.com\n")
        assert self.status(apexverify, path)["status"] == parsed
        if launched is not None:
            apexverify.ask("apexverify_batches.launch_batch", path=path)
            apexverify.pass_time(3600)
            assert self.status(apexverify, path)["status"] == launched
            assert fresh.credits("apexverify") == before - (launched != "internal_error")

    @pytest.mark.parametrize("phone", [False, True], ids=["e-mail", "phone"])
    @pytest.mark.parametrize("status", sorted(statuses(spec_of("apexverify_batches"), "BatchDetails") or ()))
    def test_details_of_every_status_conform_to_the_spec(
        self, fresh: Simulator, apexverify: Asker, status: str, phone: bool
    ) -> None:
        ref = fresh.add_job("apexverify", [status], phone=phone)
        details = apexverify.ask("apexverify_batches.get_batch_details", path={"batch_uuid": ref.id}).json()
        assert (details["status"], details["parameters"]["type"]) == (status, "phone" if phone else "email")

    def test_batches_belong_to_the_key_that_uploaded_them(self, fresh: Simulator, apexverify: Asker) -> None:
        other = Asker(fresh, "apexverify", fresh.add_key("apexverify"))
        path = self.ready(other, b"a@example.com\n")
        for operation in ("launch_batch", "parse_batch", "delete_batch", "get_batch_details", "export_batch"):
            apexverify.ask(f"apexverify_batches.{operation}", 404, path=path)
        other.close()

    def test_a_batch_of_the_simulator_can_be_launched(self, fresh: Simulator, apexverify: Asker) -> None:
        ref = fresh.add_job("apexverify", ["ready_for_verification"], size=10)
        before = fresh.credits("apexverify")
        apexverify.ask("apexverify_batches.launch_batch", path={"batch_uuid": ref.id})
        assert fresh.credits("apexverify") == before - 10


DOCUMENTS = [f"report-{number}.pdf" for number in range(8)] + ["error-1.pdf", "unknown-1.pdf", "invalid-1.pdf"]
PARSE = {"job": {"type": "parse_v2", "configuration_id": "cfg-PARSE_AGENTIC"}}


def directory_of(asker: Asker, names: list[str]) -> str:
    """A directory with files of these names."""
    id = str(asker.ask("llamacloud_v2.create_directory", 201, json={"name": "Ours", "type": "ephemeral"}).json()["id"])
    for number, name in enumerate(names):
        path = {"directory_id": id}
        if number % 2:
            asker.ask("llamacloud_v2.upload_directory_file", 201, path=path, files={"upload_file": (name, b"%PDF")})
        else:
            json = {"file_id": f"file-{number}", "display_name": name}
            asker.ask("llamacloud_v2.add_directory_file", 201, path=path, json=json)
    return id


class TestLlamaCloud:
    def create(self, asker: Asker, status: int = 201, **body: Any) -> Any:
        return asker.ask("llamacloud.create_batch_job", status, json={"job_config": {}, **body}).json()

    def test_the_whole_life(self, llamacloud: Asker) -> None:
        directory = directory_of(llamacloud, DOCUMENTS)
        job = self.create(llamacloud, directory_id=directory)
        path = {"job_id": job["id"]}
        assert (job["status"], job["total_items"], job["directory_id"]) == ("pending", len(DOCUMENTS), directory)
        llamacloud.pass_time(100)
        done = llamacloud.ask("llamacloud.get_batch_job_status", path=path).json()
        assert (done["job"]["status"], done["progress_percentage"]) == ("completed", 100)
        assert (done["job"]["failed_items"], done["job"]["skipped_items"]) == (2, 1)
        items = llamacloud.ask("llamacloud.list_batch_job_items", path=path).json()["items"]
        assert [each["item_name"] for each in items] == DOCUMENTS
        assert [each["status"] for each in items] == ["completed"] * 8 + ["failed", "skipped", "failed"]
        for item in items:
            found = llamacloud.ask("llamacloud.get_item_processing_results", path={"item_id": item["item_id"]}).json()
            assert found["item_name"] == item["item_name"]
            assert len(found["processing_results"]) == (item["status"] == "completed")

    def test_items_by_their_ids(self, llamacloud: Asker) -> None:
        rules = [{"type": "invoice", "description": "has a sum"}]
        job = self.create(llamacloud, item_ids=["a", "b"], job_config={"rules": rules})
        assert (job["job_type"], job["total_items"]) == ("classify", 2)
        items = llamacloud.ask("llamacloud.list_batch_job_items", path={"job_id": job["id"]}).json()["items"]
        assert [(each["item_id"], each["status"]) for each in items] == [("a", "pending"), ("b", "pending")]

    def test_pages_tell_no_total_and_a_token_for_no_parameter(self, fresh: Simulator, llamacloud: Asker) -> None:
        refs = [fresh.add_job("llamacloud") for _ in range(25)]
        fresh.add_job("llamacloud", foreign=True)
        fresh.add_job("llamacloud", api_version="v2")
        found: list[str] = []
        while True:
            params = {"limit": "10", "offset": str(len(found)), "page_token": "not-for-any-parameter"}
            page = llamacloud.ask("llamacloud.list_batch_jobs", params=params).json()
            assert page["total_size"] is None
            found += [each["id"] for each in page["items"]]
            if len(page["items"]) < 10:
                break
            assert page["next_page_token"]
        assert found == [ref.id for ref in reversed(refs)]
        assert page["next_page_token"] is None

    def test_a_cancelled_job_keeps_what_is_done(self, fresh: Simulator, llamacloud: Asker) -> None:
        fresh.next_script("llamacloud", [("running", 100), "completed"])
        job = self.create(llamacloud, directory_id="dir-1")
        path = {"job_id": job["id"]}
        llamacloud.pass_time(50)
        assert llamacloud.ask("llamacloud.cancel_batch_job", 422, path=path).json()["detail"]
        cancelled = llamacloud.ask("llamacloud.cancel_batch_job", path=path, json={}).json()
        assert (cancelled["status"], cancelled["processed_items"]) == ("cancelled", 5)
        items = llamacloud.ask("llamacloud.list_batch_job_items", path=path).json()["items"]
        assert [each["status"] for each in items] == ["completed"] * 5 + ["cancelled"] * 5
        llamacloud.ask("llamacloud.cancel_batch_job", 400, path=path, json={"reason": "again"})

    @pytest.mark.parametrize(
        "body",
        [{}, {"job_config": None, "directory_id": "d"}, {"directory_id": 5}, {"item_ids": [5]}, {"item_ids": []}],
        ids=str,
    )
    def test_what_it_does_not_take(self, llamacloud: Asker, body: Any) -> None:
        assert self.create(llamacloud, 422, **body)["detail"][0]["loc"][0] == "body"

    @pytest.mark.parametrize(
        "params", [{"limit": "0"}, {"limit": "1001"}, {"offset": "-1"}, {"status": "done"}], ids=str
    )
    def test_a_page_that_there_is_not(self, llamacloud: Asker, params: Any) -> None:
        llamacloud.ask("llamacloud.list_batch_jobs", 422, params=params)

    def test_jobs_belong_to_the_key_that_submitted_them(self, fresh: Simulator, llamacloud: Asker) -> None:
        other = Asker(fresh, "llamacloud", fresh.add_key("llamacloud"))
        job = self.create(other, item_ids=["theirs"])
        llamacloud.ask("llamacloud.get_batch_job_status", 404, path={"job_id": job["id"]})
        llamacloud.ask("llamacloud.get_item_processing_results", 404, path={"item_id": "theirs"})
        assert llamacloud.ask("llamacloud.list_batch_jobs").json()["items"] == []
        other.close()


class TestLlamaCloudV2:
    def create(self, asker: Asker, directory: str, config: Any = PARSE, status: int = 201) -> Any:
        json = {"source_directory_id": directory, "config": config}
        return asker.ask("llamacloud_v2.create_batch", status, json=json).json()

    def results(self, asker: Asker, id: str) -> Any:
        return asker.ask("llamacloud_v2.get_batch", path={"batch_id": id}, params={"expand": "results"}).json()[
            "results"
        ]

    def test_the_whole_life(self, llamacloud: Asker) -> None:
        directory = directory_of(llamacloud, DOCUMENTS)
        batch = self.create(llamacloud, directory)
        path = {"batch_id": batch["id"]}
        assert (batch["status"], batch["results"], batch["config"]) == ("PENDING", None, PARSE)
        seen: list[str] = []
        for _ in range(12):
            seen.append(llamacloud.ask("llamacloud_v2.get_batch", path=path).json()["status"])
            llamacloud.pass_time(1)
        assert list(dict.fromkeys(seen)) == ["PENDING", "THROTTLED", "RUNNING", "COMPLETED"]
        # Only if they are asked for.
        assert llamacloud.ask("llamacloud_v2.get_batch", path=path).json()["results"] is None
        results = self.results(llamacloud, batch["id"])
        files = llamacloud.ask("llamacloud_v2.list_directory_files", path={"directory_id": directory}).json()["items"]
        assert [each["display_name"] for each in files] == DOCUMENTS
        assert [each["source_directory_file_id"] for each in results] == [each["id"] for each in files]
        words: dict[str, str] = {}
        for file, result in zip(files, results, strict=True):
            if result["job_reference"] is None:
                words[file["display_name"]] = result["error_message"]
                continue
            job = llamacloud.ask("llamacloud_v2.get_parse_job", path={"job_id": result["job_reference"]["id"]}).json()
            words[file["display_name"]] = job["job"]["status"]
        assert words["error-1.pdf"] == "The file could not be read."
        assert words["invalid-1.pdf"] == "FAILED"
        assert list(words.values()).count("COMPLETED") == 9

    def test_a_job_of_extraction(self, llamacloud: Asker) -> None:
        config = {"job": {"type": "extract_v2", "configuration_id": "cfg-1"}}
        batch = self.create(llamacloud, "dir-1", config)
        llamacloud.pass_time(60)
        reference = self.results(llamacloud, batch["id"])[0]["job_reference"]
        assert reference["type"] == "extract_v2"
        job = llamacloud.ask("llamacloud_v2.get_extract_job", path={"job_id": reference["id"]}).json()
        assert job["status"] == "COMPLETED"

    def test_a_cancelled_batch_runs_on_for_a_moment(self, fresh: Simulator, llamacloud: Asker) -> None:
        fresh.next_script("llamacloud", [("RUNNING", 10), "COMPLETED"])
        batch = self.create(llamacloud, "dir-1")
        llamacloud.pass_time(5)
        path = {"batch_id": batch["id"]}
        assert llamacloud.ask("llamacloud_v2.cancel_batch", path=path).json()["status"] == "RUNNING"
        assert llamacloud.ask("llamacloud_v2.cancel_batch", path=path).json()["status"] == "RUNNING"
        llamacloud.pass_time(3)
        assert llamacloud.ask("llamacloud_v2.get_batch", path=path).json()["status"] == "CANCELLED"
        assert len(self.results(llamacloud, batch["id"])) == 5
        llamacloud.ask("llamacloud_v2.cancel_batch", 409, path=path)

    def test_a_batch_that_failed_has_no_results(self, fresh: Simulator, llamacloud: Asker) -> None:
        fresh.next_script("llamacloud", ["FAILED"])
        batch = self.create(llamacloud, "dir-1")
        assert self.results(llamacloud, batch["id"]) is None

    @pytest.mark.parametrize("status", sorted(statuses(spec_of("llamacloud_v2"), "BatchStatus") or ()))
    def test_every_status_conforms_to_the_spec(self, fresh: Simulator, llamacloud: Asker, status: str) -> None:
        ref = fresh.add_job("llamacloud", [status], api_version="v2")
        assert llamacloud.ask("llamacloud_v2.get_batch", path={"batch_id": ref.id}).json()["status"] == status
        assert (self.results(llamacloud, ref.id) is None) is (status not in ("COMPLETED", "CANCELLED"))

    def test_pages_have_cursors(self, fresh: Simulator, llamacloud: Asker) -> None:
        refs = [fresh.add_job("llamacloud", api_version="v2") for _ in range(25)]
        found: list[str] = []
        params: dict[str, Any] = {"page_size": "10"}
        while True:
            page = llamacloud.ask("llamacloud_v2.list_batches", params=params).json()
            found += [each["id"] for each in page["items"]]
            if not page["next_page_token"]:
                break
            # One more at the beginning moves nothing.
            fresh.add_job("llamacloud", api_version="v2")
            params["page_token"] = page["next_page_token"]
        assert found == [ref.id for ref in reversed(refs)]
        llamacloud.ask("llamacloud_v2.list_batches", 422, params={"page_token": "nonsense"})

    def test_a_list_of_some(self, fresh: Simulator, llamacloud: Asker) -> None:
        old = self.create(llamacloud, "dir-1")
        llamacloud.pass_time(3600)
        new = self.create(llamacloud, "dir-2")

        def found(**params: Any) -> list[str]:
            return [each["id"] for each in llamacloud.ask("llamacloud_v2.list_batches", params=params).json()["items"]]

        assert found() == [new["id"], old["id"]]
        assert found(source_directory_id="dir-1") == found(status="COMPLETED") == [old["id"]]
        assert found(created_at_on_or_after=new["created_at"]) == [new["id"]]
        assert found(created_at_on_or_before=old["created_at"]) == [old["id"]]

    def test_versions_have_jobs_of_their_own(self, fresh: Simulator, llamacloud: Asker) -> None:
        one, other = fresh.add_job("llamacloud"), fresh.add_job("llamacloud", api_version="v2")
        assert (one.id[:4], other.id[:4]) == ("bjb-", "bat-")
        llamacloud.ask("llamacloud.get_batch_job_status", 404, path={"job_id": other.id})
        llamacloud.ask("llamacloud_v2.get_batch", 404, path={"batch_id": one.id})
        with pytest.raises(ValueError, match="v2"):
            fresh.add_job("llamacloud", api_version="v3")

    def test_more_files_than_a_batch_may_have(self, fresh: Simulator, llamacloud: Asker) -> None:
        directory = llamacloud.ask("llamacloud_v2.create_directory", 201, json={"name": "Many"}).json()["id"]
        for number in range(1001):
            path = {"directory_id": directory}
            llamacloud.ask("llamacloud_v2.add_directory_file", 201, path=path, json={"file_id": f"f{number}"})
        self.create(llamacloud, directory, status=400)


class TestLimits:
    """What is enforced is told; what is not enforced is not told."""

    # Provider, a path of it, requests in a minute, and the headers of an answer.
    LIMITS: tuple[tuple[str, str, int, set[str]], ...] = (
        ("revenuebase", "/v2/jobs", 60, {"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"}),
        ("llamacloud", "/api/v2/batches", 20, set()),
        ("apexverify", "/v1/batch/x", 180, {"x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-used"}),
    )

    @pytest.mark.parametrize(("provider", "path", "limit", "names"), LIMITS, ids=lambda each: str(each))
    def test_so_many_in_a_minute(self, provider: str, path: str, limit: int, names: set[str]) -> None:
        service = PROVIDERS[provider]
        clock = SteppedClock()
        with serve(clock=clock, limits=True) as simulator, httpx.Client() as client:
            headers = {service.key_header: service.key_prefix + simulator.keys[provider]}
            url = simulator.base_url(provider) + path
            answers = [client.get(url, headers=headers) for _ in range(limit + 1)]
            assert [each.status_code for each in answers].index(429) == limit
            for each in answers:
                assert {name for name in each.headers if name.startswith("x-ratelimit")} == names
            if names:
                assert answers[0].headers["x-ratelimit-remaining"] == str(limit - 1)
                assert answers[-1].headers["x-ratelimit-remaining"] == "0"
            assert ("retry-after" in answers[-1].headers) is (provider != "revenuebase")
            # Another key has requests of its own.
            other = {service.key_header: service.key_prefix + simulator.add_key(provider)}
            assert client.get(url, headers=other).status_code != 429
            clock.advance(60)
            assert client.get(url, headers=headers).status_code != 429

    def test_a_bucket_fills_drop_by_drop(self) -> None:
        clock = SteppedClock()
        with serve(clock=clock, limits=True) as simulator, httpx.Client() as client:
            headers = {"X-API-Key": simulator.keys["apexverify"]}
            url = simulator.base_url("apexverify") + "/v1/batch/x"

            def taken(times: int) -> int:
                return sum(client.get(url, headers=headers).status_code != 429 for _ in range(times))

            assert taken(200) == 180
            clock.advance(1)
            assert taken(10) == 3

    @pytest.mark.parametrize("provider", PROVIDERS)
    def test_none_where_none_is_enforced(self, fresh: Simulator, provider: str) -> None:
        asker = Asker(fresh, provider)
        ref = fresh.add_job(provider, size=1)
        path, operation = {
            "revenuebase": ("process_id", "revenuebase_v2.get_batch_status"),
            "apexverify": ("batch_uuid", "apexverify.get_batch_status"),
            "ecore": ("job_id", "ecore.get_job"),
            "llamacloud": ("job_id", "llamacloud.get_batch_job_status"),
        }[provider]
        for _ in range(200):
            headers = asker.ask(operation, path={path: ref.id}).headers
        assert not [name for name in headers if "ratelimit" in name]
        asker.close()


class TestFaults:
    """What a submission is carried out under, and what the client sees of it."""

    # The fault, whether an answer comes, and whether the job is there.
    CASES = (
        (Fault(status=503, body=""), True, False),
        (Fault(status=503, body="", done=True), True, True),
        (Fault(close="before"), False, True),
        (Fault(close="headers"), False, True),
        (Fault(close="body"), False, True),
        (Fault(status=200, headers={"Content-Type": "text/html"}, body="<html>"), True, False),
    )

    @pytest.mark.parametrize(("fault", "answered", "done"), CASES, ids=str)
    def test_carried_out_or_not(self, fresh: Simulator, ecore: Asker, fault: Fault, answered: bool, done: bool) -> None:
        fresh.inject(fault, operation="ecore.upload_emails")
        # Asks for another thing: the fault is not for it.
        assert ecore.ask("ecore.list_jobs").json()["count"] == 0
        url = f"{fresh.base_url('ecore')}/email-validation/jobs/upload/"
        headers = {"Authorization": f"Token {fresh.keys['ecore']}"}
        # More than fits into the buffers between the two.
        text = b"email\n" + b"".join(b"person%d@example.com\n" % number for number in range(300_000))
        try:
            status = httpx.post(url, headers=headers, files={"csv_file": ("x.csv", text)}, timeout=60).status_code
        except httpx.TransportError:
            status = None
        assert status == (fault.status if answered else None)
        assert ecore.ask("ecore.list_jobs").json()["count"] == int(done)

    @pytest.mark.parametrize("size", [10, 3_000_000])
    def test_an_upload_that_breaks_off_is_none(
        self, fresh: Simulator, ecore: Asker, caplog: pytest.LogCaptureFixture, size: int
    ) -> None:
        host, port = fresh.url.removeprefix("http://").split(":")
        head = (
            "POST /backend/api/v1/email-validation/jobs/upload/ HTTP/1.1\r\nHost: x\r\n"
            f"Authorization: Token {fresh.keys['ecore']}\r\nContent-Length: 9000000\r\n"
            "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
            '--b\r\nContent-Disposition: form-data; name="csv_file"; filename="x.csv"\r\n\r\nemail\n'
        )
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(head.encode() + b"a@example.com\n" * (size // 14))
        assert ecore.ask("ecore.list_jobs").json()["count"] == 0
        assert not caplog.records

    @pytest.mark.parametrize("after", [0, 1, 70_000, 200_000])
    def test_a_download_that_breaks_at_a_byte(self, fresh: Simulator, ecore: Asker, after: int) -> None:
        ref = fresh.add_job("ecore", ["Processed"], size=10_000)
        fresh.inject(Fault(close="body", after=after), operation="ecore.download_results")
        url = f"{fresh.base_url('ecore')}/email-validation/jobs/{ref.id}/download/"
        received: list[bytes] = []
        headers = {"Authorization": f"Token {fresh.keys['ecore']}"}
        with pytest.raises(httpx.RemoteProtocolError), httpx.stream("GET", url, headers=headers) as response:
            received.extend(response.iter_raw())
        assert sum(map(len, received)) == after

    def test_an_operation_that_there_is_not(self, fresh: Simulator) -> None:
        with pytest.raises(ValueError, match="no operation"):
            fresh.inject(Fault(), operation="ecore.destroy")
