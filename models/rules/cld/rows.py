"""The rows of the return's file: every column of the release, empty where an office doesn't keep it. (FIG-2)."""

from datetime import date

from models.rules.cld.our_events import OurEvent
from models.rules.cld.release import Release


def row_of(each: OurEvent, release: Release, *, code: int, first: date, last: date) -> dict[str, str]:
    """One event by column, all of it text: an id keeps its leading zeros. Source: standards.md, CLD (FIG-2)."""
    event, person, values = each.event, each.person, release.values
    told = {
        "LA_Code": f"{code:03}",
        "Reporting_Period_Start_Date": _day(first, release),
        "Reporting_Period_End_Date": _day(last, release),
        "NHS_Number": person.nhs_number,
        "LA_Person_Unique_Identifier": person.council_id,
        "Date_of_Birth": _day(person.born, release),
        "Date_of_Death": _day(person.died, release),
        "Client_Type": event.client_type,
        "Postcode": person.postcode,
        "Event_Type": event.event_type,
        "Event_Reference": each.reference,
        "Event_Start_Date": _day(event.start, release),
        "Event_End_Date": _day(event.end, release),
        "Event_Outcome": event.outcome,
        "Request_Route_of_Access": event.route if event.event_type == values.request else "",
        "Assessment_Type": event.route if event.event_type == values.assessment else "",
        "Service_Type": event.service_type,
        "Service_Component": event.component,
        "Review_Reason": release.events.review_reason if event.event_type == values.review else "",
    }
    return {column: told.get(column, "") for column in release.events.columns}


def _day(day: date | None, release: Release) -> str:
    return "" if day is None else day.strftime(release.events.date_form)
