"""What becomes of records: a subject access request released and one in work, and a retention review (SAR, RET)."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from app.demo.first_weeks import DSO, Journey
from app.demo.papers import write_subject_access
from app.demo.player import Player, Shot, made
from app.queries.people.naming import person_named
from app.services.requests import answering, receiving
from app.services.retention import deciding, holds
from models.requests import AccessRequest
from models.values import to_london
from models.vocabulary.requests import AccessCheckKind, AskedBy, ReleasedHow

MANAGER = "Helen Tideswell"
_SPOKEN_FOR, _ASKER = "Eilidh Brocklehurst", "Thandiwe Brocklehurst, her son"
_HER_MOSAIC_ID = "M700109"  # somebody of her name is on the Care Hub's list
_HELD, _DISPOSED_OF = "Constance Eyre", "Stanley Birds"
_FOUND = {
    AccessCheckKind.OTHERS: "Her neighbour's telephone number is taken out: it is the neighbour's own.",
    AccessCheckKind.SAFEGUARDING: "No concern is recorded; the safeguarding lead agrees.",
    AccessCheckKind.HARM: "Nothing, says Neil Wragg.",
    AccessCheckKind.CODES: "None.",
    AccessCheckKind.ELSEWHERE: "MOSAIC and CCL are asked for by information governance.",
}


def play(player: Player, folder: Path, journey: Journey) -> tuple[Path, ...]:
    """The requests, the first with its copy, then the hold and the disposal; the files of the copy."""
    request = _asked(player, journey)
    _somebody_asks_for_another(player)
    files = _answered(player, folder, journey, request)
    _reviewed(player)
    for page in ("subject_access", "retention"):
        player.camera(Shot(page))
    return files


def _asked(player: Player, journey: Journey) -> UUID:
    player.at("2027-01-12T10:00")
    handler = player.staff[MANAGER]
    request = made(
        player.do(DSO, receiving.record_request, person=journey.person, asked_by=AskedBy.PERSON, handler=handler)
    )
    player.tell(f"{journey.name} asks for all that is kept about her: it is answered within a month.")
    return request


def _somebody_asks_for_another(player: Player) -> None:
    player.at("2027-01-12T11:00")
    person = player.ask(person_named, _HER_MOSAIC_ID)
    request = made(
        player.do(
            DSO,
            receiving.record_request,
            person=person,
            asked_by=AskedBy.ANOTHER,
            asker=_ASKER,
            wanted="Who visited, and when",
            handler=player.staff[MANAGER],
        )
    )
    player.do(DSO, receiving.ask_for_evidence, request=request, seen=player.seen(AccessRequest, request))
    player.do(
        MANAGER,
        answering.look_through,
        request=request,
        seen=player.seen(AccessRequest, request),
        what=AccessCheckKind.SAFEGUARDING,
        found="No concern is recorded; the safeguarding lead agrees.",
    )
    player.tell(f"{_ASKER} asks about {_SPOKEN_FOR}, and is asked by what he may: time runs once that is seen.")


def _answered(player: Player, folder: Path, journey: Journey, request: UUID) -> tuple[Path, ...]:
    """Looked through, copied and handed over: on another day than it came."""
    player.at("2027-01-14T09:00")
    for what, found in _FOUND.items():
        seen = player.seen(AccessRequest, request)
        player.do(MANAGER, answering.look_through, request=request, seen=seen, what=what, found=found)
    files = write_subject_access(player, folder, journey.person, player.staff[MANAGER])
    player.do(MANAGER, answering.record_copy, request=request, seen=player.seen(AccessRequest, request))
    player.at("2027-01-14T15:00")
    player.do(
        MANAGER,
        answering.release,
        request=request,
        seen=player.seen(AccessRequest, request),
        given_to=journey.name,
        given_how=ReleasedHow.HAND,
    )
    player.tell(f"{MANAGER} has looked it through, made the copy in her print and handed it to {journey.name}.")
    return files


def _reviewed(player: Player) -> None:
    player.at("2027-01-14T16:00")
    held, disposed_of = (player.ask(person_named, who) for who in (_HELD, _DISPOSED_OF))
    since = to_london(player.clock.now()).date() - timedelta(days=2)
    player.do(
        DSO,
        holds.place_hold,
        person=held,
        asked_by="Derbyshire legal services",
        because="A claim about the fees of the care home that she moved to",
        held_from=since,
    )
    player.tell(f"The records of {_HELD} passed the schedule, and are held for a claim.")
    player.do(
        DSO, deciding.propose_disposal, person=disposed_of, seen=None, because="Nothing is owed, and nobody asked."
    )
    player.tell(f"{DSO} proposes the disposal of the records of {_DISPOSED_OF}: somebody else approves it.")
