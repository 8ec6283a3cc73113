"""LlamaCloud's directories, as far as a batch needs them: one is made, files are put into it, and listed."""

# pyright: reportPrivateUsage=false
# A generated module's builder of requests is named _get_kwargs.

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from batchlight_clients.llamacloud_v2 import models
from batchlight_clients.llamacloud_v2.api import directories
from batchlight_clients.operations import OPERATIONS
from batchlight_clients.unset import UNSET

from ..drivers.operations import Flow, Plan, operation, stream
from ..drivers.sources import FileLike, Source, opened
from ..drivers.submitting import ListingOperations, upload_call
from ..engine.calls import Call
from ..engine.paging import Page, Walk, page_steps
from ..engine.provider import Provider
from ..engine.retrying import Repeat
from ..engine.steps import Steps, acquire, work
from ..engine.submitting import may_have_arrived
from ..engine.transfers import OnProgress
from ..errors import BatchlightError
from ..reading.fields import objects, text
from ..text import printable
from ._llamacloud_reading import LlamaCloudStatus, exactly


def _directory(payload: Mapping[str, Any]) -> "models.Directory":
    return exactly(models.Directory)(payload)


def _file(payload: Mapping[str, Any]) -> "models.DirectoryFile":
    return exactly(models.DirectoryFile)(payload)


def create_call(name: str, description: str | None, *, ephemeral: bool) -> Call["models.Directory"]:
    """The call that makes a directory: twice would be two."""
    kind = models.DirectoryCreateRequestType.EPHEMERAL if ephemeral else models.DirectoryCreateRequestType.USER
    body = models.DirectoryCreateRequest(name, kind, UNSET if description is None else description)
    request = directories.create_directory._get_kwargs(body=body)
    return Call(OPERATIONS["llamacloud_v2.create_directory"], request, _directory, repeat=Repeat.UNSENT)


def files_call(directory_id: str, token: str | None = None) -> Call[Page["models.DirectoryFile"]]:
    """The call that gives a page of the files of a directory."""

    def parse(payload: Mapping[str, Any]) -> Page["models.DirectoryFile"]:
        following = text(payload, "next_page_token")
        found = [_file(each) for each in objects(payload, "items")]
        return Page(found, None if following is None else files_call(directory_id, following))

    request = directories.list_directory_files._get_kwargs(directory_id, page_token=UNSET if token is None else token)
    return Call(OPERATIONS["llamacloud_v2.list_directory_files"], request, parse)


def check_directory(provider: Provider, id: str) -> str:
    """The id of a directory as it is written in a path.

    Raises:
        ValueError: it cannot be one.
    """
    try:
        return provider.id_shape.check(provider.title, id)
    except ValueError:
        raise ValueError(f"directory_id is {provider.id_shape.kind}, not {printable(repr(id), 60)}") from None


class DirectoryOperations(ListingOperations[LlamaCloudStatus, str]):
    """What can be done at the provider with directories."""

    @operation
    def create_directory(
        self, name: str, *, description: str | None = None, ephemeral: bool = False
    ) -> Call["models.Directory"]:
        """Make a directory, which a batch can then process.

        Args:
            name: A name for people.
            description: A remark.
            ephemeral: Whether it is for one batch, and is removed by itself.

        Returns:
            The directory; its `id` is what `submit` wants.

        Raises:
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> with LlamaCloud() as llama:
            ...     print(llama.create_directory("Invoices").name)
            Invoices
        """
        return create_call(name, description, ephemeral=ephemeral)

    @operation
    def upload_file(
        self,
        directory_id: str,
        file: FileLike,
        *,
        filename: str | None = None,
        unique_id: str | None = None,
        external_file_id: str | None = None,
        metadata: Mapping[str, Any] | None = None,
        on_progress: OnProgress | None = None,
    ) -> Plan["models.DirectoryFile"]:
        """Upload a file into a directory, in constant memory, once.

        Args:
            directory_id: The directory.
            file: A path, an open binary file, or bytes.
            filename: What the provider is to call it; by default its own name.
            unique_id: Its id in the directory; by default the provider makes one of its external id or its name.
            external_file_id: Its id elsewhere.
            metadata: Your own words about it: strings, numbers, booleans, None and lists of strings.
            on_progress: Called with the bytes that were sent, and those there are.

        Returns:
            The file as it is in the directory.

        Raises:
            FileNotFoundError: there is no such file; nothing was sent.
            ValueError: it is empty, no file, or not readable; nothing was sent.
            BatchlightError: see `batchlight.errors`; a note says so if it may have arrived.

        Example:
            >>> with LlamaCloud() as llama:
            ...     directory = llama.create_directory("Invoices")
            ...     file = llama.upload_file(directory.id, b"%PDF-1.7", filename="a.pdf")
            >>> print(file.display_name)
            a.pdf
        """
        id = check_directory(self.provider, directory_id)
        fields = {
            "unique_id": unique_id,
            "external_file_id": external_file_id,
            "metadata": None if metadata is None else json.dumps(metadata),
        }
        given = {name: value for name, value in fields.items() if value is not None}
        return Plan(self._upload_steps(id, file, filename, given, on_progress))

    @operation
    def add_file(
        self, directory_id: str, file_id: str, *, display_name: str | None = None, unique_id: str | None = None
    ) -> Call["models.DirectoryFile"]:
        """Put a file into a directory that the provider has already.

        Args:
            directory_id: The directory.
            file_id: The file.
            display_name: Its name there; by default its own.
            unique_id: Its id in the directory; by default the provider makes one.

        Returns:
            The file as it is in the directory.

        Raises:
            BatchlightError: see `batchlight.errors`.

        Example:
            >>> with LlamaCloud() as llama:
            ...     first, second = llama.create_directory("Invoices"), llama.create_directory("All of 2026")
            ...     file = llama.upload_file(first.id, b"%PDF-1.7", filename="a.pdf")
            ...     print(llama.add_file(second.id, file.file_id, display_name="a.pdf").display_name)
            a.pdf
        """
        body = models.DirectoryFileAddRequest(file_id, display_name or UNSET, unique_id or UNSET)
        request = directories.add_directory_file._get_kwargs(check_directory(self.provider, directory_id), body=body)
        return Call(OPERATIONS["llamacloud_v2.add_directory_file"], request, _file, repeat=Repeat.UNSENT)

    @stream
    def list_files(self, directory_id: str) -> Flow["models.DirectoryFile"]:
        """The files of a directory, each once.

        Args:
            directory_id: The directory.

        Returns:
            An iterator of files; a page is asked for when it is needed.

        Raises:
            BatchlightError: see `batchlight.errors`; raised by the iteration.

        Example:
            >>> with LlamaCloud() as llama:
            ...     directory = llama.create_directory("Invoices")
            ...     file = llama.upload_file(directory.id, b"%PDF-1.7", filename="a.pdf")
            ...     print([each.display_name for each in llama.list_files(directory.id)])
            ['a.pdf']
        """
        walk = Walk(files_call(check_directory(self.provider, directory_id)), lambda file: file.id)
        return Flow(lambda: page_steps(self._session, walk))

    def _upload_steps(
        self,
        directory_id: str,
        file: FileLike,
        filename: str | None,
        fields: Mapping[str, str],
        on_progress: OnProgress | None,
    ) -> Steps["models.DirectoryFile"]:
        source = yield from acquire(lambda: opened(file, filename, ()), Source.close)
        try:
            call = _upload_call(directory_id, source, fields, on_progress)
            try:
                return (yield from self._session.result(call))
            except BatchlightError as error:
                if may_have_arrived(call, error):
                    error.add_note(
                        f"{printable(source.name, 100)} may be in {directory_id} all the same, and was not sent again: "
                        "list_files tells"
                    )
                raise
        finally:
            source.close()

    def _new_directory(self, files: Sequence[FileLike], on_progress: OnProgress | None) -> Steps[str]:
        """The id of a directory that was made for one batch, with these files in it."""
        sizes = yield from work(lambda: _checked(files))
        name = f"{len(files)} files" if len(files) != 1 else "1 file"
        directory = yield from self._session.result(create_call(name, None, ephemeral=True))
        total, done = sum(sizes), 0
        for number, (file, size) in enumerate(zip(files, sizes, strict=True)):
            tell = _told_with(on_progress, done, total)
            try:
                yield from self._upload_steps(directory.id, file, None, {}, tell)
            except Exception as error:
                error.add_note(f"{number} of {len(files)} files are in the directory {directory.id}; no job was made")
                raise
            done += size
        return directory.id


def _upload_call(
    directory_id: str, source: Source, fields: Mapping[str, str], on_progress: OnProgress | None
) -> Call["models.DirectoryFile"]:
    def request(content: BytesIO, filename: str, media: str) -> Mapping[str, Any]:
        from batchlight_clients.llamacloud_v2.types import File

        body = models.DirectoryFileUpload(File(content, filename, media), **fields)
        return directories.upload_directory_file._get_kwargs(directory_id, body=body)

    return upload_call(source, request, _file, "llamacloud_v2.upload_directory_file", on_progress)


def _checked(files: Sequence[FileLike]) -> list[int]:
    """The sizes of files that can be sent.

    Raises:
        ValueError: one cannot, or two have one name: within a directory a file is known by it.
    """
    names: set[str] = set()
    sizes: list[int] = []
    for file in files:
        source = opened(file, None, ())
        source.close()
        if source.name in names:
            raise ValueError(f"two files are named {printable(repr(source.name), 300)}, and go into one directory")
        names.add(source.name)
        sizes.append(source.size)
    return sizes


def _told_with(on_progress: OnProgress | None, before: int, total: int) -> OnProgress | None:
    if on_progress is None:
        return None
    return lambda done, _size: on_progress(before + done, total)
