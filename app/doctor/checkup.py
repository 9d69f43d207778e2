"""The whole check-up of a desk: this computer first, then the records."""

from collections.abc import Iterable, Iterator

from app.desk.opened import file_of
from app.doctor.computer import about_this_computer
from app.doctor.finding import Finding, Stand
from app.doctor.records import about_the_records, backups_of
from app.door.clock import Clock


def checkup(url: str, clock: Clock) -> Iterator[Finding]:
    """Every answer, as it is found out; reads files and asks the database, so call it on a worker."""
    yield from about_this_computer(file_of(url), backups_of(url))
    yield from about_the_records(url, clock)


def summed_up(findings: Iterable[Finding]) -> str:
    """How many things are wrong, in a sentence."""
    wrong = [each.about for each in findings if each.stand is Stand.WRONG]
    if not wrong:
        return "Nothing is wrong."
    return f"{'One thing is' if len(wrong) == 1 else f'{len(wrong)} things are'} wrong: {', '.join(wrong)}."
