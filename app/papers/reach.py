"""Whom to call, as a paper prints it."""

from app.queries.episodes.in_service import Colleague, InService
from app.queries.office.choices import OfficeView
from reports.agreement.paper import Reach


def reach(colleague: Colleague) -> Reach:
    """Name and number of somebody who works for the person."""
    return Reach(colleague.name, colleague.telephone)


def office_or_dso(name: str, number: str, known: InService) -> Reach:
    """Who answers: the office's own number, or the DSO where it has said none, for nobody can ring an empty one."""
    return Reach(name, number) if number else reach(known.dso)


def out_of_hours(office: OfficeView) -> Reach | None:
    """The number at night and weekends, none where the office has said none: a paper has no empty line."""
    number = office.out_of_hours_telephone
    return Reach("Out of hours", number) if number else None
