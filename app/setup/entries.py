"""Says which entry of an office file can't be taken over, and why; and which fields of it nobody reads.

People are named by their place in the file and their MOSAIC id, never by name: refusals may be logged.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from app.door.errors import Refused
from app.door.work import in_words

Found = TypeVar("Found")
FIELDS: Mapping[str, frozenset[str]] = {
    part: frozenset(names.split())
    for part, names in {
        "office": "as_at council area office teams rates contacts staff people_in_service people_before "
        "long_term_reviews referrals wording policy",
        "policy": "preset set_by",
        "contacts": "complaints finance out_of_hours",
        "teams": "name kind patches worker_hours_a_week telephone",
        "staff": "name role team telephone other_teams trained_for_equipment first_day",
        "rates": "from single_handed_hour double_handed_hour note",
        "people_in_service": "mosaic_id nhs_number given family born address postcode patch team dso case_coordinator "
        "kind started visits telephone funding communication representative goals interim allocated_worker recuperates",
        "people_before": "mosaic_id nhs_number given family born address postcode patch telephone communication "
        "funding team dso started ended because fact_on visits",
        "long_term_reviews": "area opened_on note reviews",
        "reviews": "mosaic_id given family born address postcode patch communication package_since visits_a_week "
        "hours_a_week speaks_for social_worker direct_care planned_on letter_sent_on met_on met_whom met_name "
        "needs_match circumstances agreed_on agreed_hours_a_week agreed_with agreed_because outcome decided_on "
        "provider hours_then starts_on stays_because outcome_because handed_over_on handed_over_by provider_contact "
        "shown closed_on closed_because",
        "referrals": "given family born nhs_number address postcode patch communication team received taken_in_by "
        "document reason pathway comes_from community_aim exceptional_because support support_text urgent visits "
        "needs_and_risks alternatives_considered hospital discharge_on referrer",
        "visits": "days call minutes workers tasks weeks",
        "goals": "statement measure achievable relevant target calls set set_by",
        "representative": "name relation authority telephone",
        "recuperates": "because decided_on decided_by",
        "interim": "sent_to_brokerage listed began maximum_independence assessed",
    }.items()
}
LISTS = ("teams", "staff", "rates", "people_in_service", "people_before", "long_term_reviews", "referrals")


class Named(dict[str, Found]):
    """What the file has named so far; a name that it doesn't have is refused with what was looked for."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what

    def __missing__(self, name: str) -> Found:
        """Refuse: an entry names somebody or something that the file doesn't have."""
        raise Refused(f"“{name}” is not among the {self._what} of the file")


@contextmanager
def entry(part: str) -> Iterator[None]:
    """Refuse what goes wrong within as a sentence that names this entry of the file."""
    try:
        with in_words():
            yield
    except Refused as error:
        why = " ".join(error.sentence.splitlines())
        raise Refused(_sentence(part, why.rstrip(".")), who=error.who) from error
    except KeyError as error:
        raise Refused(_sentence(part, f"its field “{error.args[0]}” is missing")) from error
    except (ArithmeticError, AttributeError, TypeError, ValueError) as error:
        raise Refused(_sentence(part, str(error).rstrip("."))) from error


def known_as(told: Any) -> str:
    """By which MOSAIC id an entry can be found in the file, after its place; empty where it tells none."""
    return f" ({told['mosaic_id']})" if isinstance(told, dict) and told.get("mosaic_id") else ""


def left_out(told: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of the file that aren't taken over, each once, so that nothing is lost without a word."""
    found: dict[str, None] = {}
    for part, entries in _entries(told):
        for each in entries:
            if isinstance(each, Mapping):
                found |= dict.fromkeys(f"{part}: {name}" for name in each if name not in FIELDS[part])
    return tuple(found)


def _entries(told: Mapping[str, Any]) -> Iterator[tuple[str, Iterable[Any]]]:
    yield "office", [told]
    yield "contacts", [told.get("contacts")]
    for part in LISTS:
        yield part, told.get(part) or ()
    people = [person for person in told["people_in_service"] if isinstance(person, Mapping)]
    before = [person for person in told.get("people_before") or () if isinstance(person, Mapping)]
    waiting = [referral for referral in told.get("referrals") or () if isinstance(referral, Mapping)]
    for part in ("visits", "goals"):
        yield part, [each for person in (*people, *before, *waiting) for each in person.get(part) or ()]
    yield "policy", [told.get("policy")]
    programmes = [each for each in told.get("long_term_reviews") or () if isinstance(each, Mapping)]
    yield "reviews", [review for each in programmes for review in each.get("reviews") or ()]
    for part in ("representative", "interim", "recuperates"):
        yield part, [person.get(part) for person in people]


def _sentence(part: str, why: str) -> str:
    return f"The office file's entry {part} can't be taken over: {why}. Nothing of the file was taken over."
