"""Whom to call, as a paper prints it."""

from app.queries.episodes.in_service import Colleague
from reports.agreement.paper import Reach


def reach(colleague: Colleague) -> Reach:
    """Name and number of somebody who works for the person."""
    return Reach(colleague.name, colleague.telephone)
