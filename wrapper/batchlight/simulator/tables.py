"""Tables of addresses: rows of a CSV file or of a workbook, and which column holds the addresses."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from .uploads import Stored

Row = list[str]
# "A column named email, e-mail, email_address or email address, in any case" (eCore); Revenuebase: "an `email` field".
ADDRESS_COLUMNS: Final = ("email", "e-mail", "email_address", "email address")


class Unreadable(ValueError):
    """A file is not what its name says; the text is for whoever uploaded it."""


def csv_rows(stored: Stored) -> Iterator[Row]:
    """The rows of a CSV file that are not empty.

    Raises:
        Unreadable: it is not UTF-8, or no CSV.
    """
    with io.TextIOWrapper(stored.open(), "utf-8-sig", newline="") as text:
        try:
            yield from filter(None, csv.reader(text))
        except (UnicodeDecodeError, csv.Error) as error:
            raise Unreadable("The file is not a CSV file in UTF-8.") from error


def workbook_rows(stored: Stored) -> Iterator[Row]:
    """The rows of the first sheet of an .xlsx or .xlsm file that are not empty.

    Raises:
        Unreadable: it is none.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(stored.open(), read_only=True, data_only=True)
        for cells in book.worksheets[0].iter_rows(values_only=True):
            row = ["" if cell is None else str(cell) for cell in cells]
            if any(row):
                yield row
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError) as error:
        raise Unreadable("The file is not a workbook.") from error


def workbook(rows: Iterable[Sequence[Any]]) -> bytes:
    """An .xlsx file with one sheet."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def address_column(header: Row) -> int | None:
    """Which column of a header holds the addresses."""
    names = [name.strip().lower() for name in header]
    return next((names.index(name) for name in ADDRESS_COLUMNS if name in names), None)


def line_count(stored: Stored) -> int:
    """How many lines a file has."""
    with stored.open() as file:
        count, last = 0, b"\n"
        while chunk := file.read(1024 * 1024):
            count += chunk.count(b"\n")
            last = chunk[-1:]
    return count + (last != b"\n")


def lines(stored: Stored) -> Iterator[str]:
    """The lines of a text file that are not empty, without white space around them.

    Raises:
        Unreadable: it is not UTF-8.
    """
    with io.TextIOWrapper(stored.open(), "utf-8-sig") as text:
        try:
            yield from filter(None, map(str.strip, text))
        except UnicodeDecodeError as error:
            raise Unreadable("The file is not text in UTF-8.") from error


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a CSV file."""
    made: list[str] = []
    write: Callable[[Sequence[str]], object] = csv.writer(_Lines(made), lineterminator="\n").writerow
    for row in rows:
        write(row)
        yield made.pop()


class _Lines:
    """What a CSV writer writes to: a list."""

    def __init__(self, made: list[str]) -> None:
        self.write = made.append
