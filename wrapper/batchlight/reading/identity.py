"""Whether an answer is about what was asked for: most providers repeat the id of a job."""

from ..text import printable


class Mismatch(Exception):
    """An answer is not one to what was asked; the message says why. It never leaves batchlight."""


class AnotherJob(Mismatch):
    """An answer says that it is about another job; the message says which."""


def check_job(asked: str, told: object) -> None:
    """Hold the id in an answer against the one that was asked for.

    What is no id at all (absent, null, empty, a list) is not judged here: the typed status says what is wrong with it.

    Args:
        asked: the id that was asked for.
        told: the id in the answer. 42, 42.0 and "42" are the same, and so are upper and lower case.

    Raises:
        AnotherJob: the answer has the id of another job.
    """
    if isinstance(told, bool) or not isinstance(told, int | float | str) or told == "":
        return
    # Compared as numbers, because an integer of thousands of digits cannot be written out.
    same = told.casefold() == asked.casefold() if isinstance(told, str) else asked.isdigit() and told == int(asked)
    if not same:
        shown = told if isinstance(told, float | str) or abs(told) < 10**20 else "of many digits"
        raise AnotherJob(f"it is about the job {printable(shown, 60)}, not {asked}")
