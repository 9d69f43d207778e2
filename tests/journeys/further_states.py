"""Further states of a life: what is agreed for later, taken back, signed, shared between two referrals."""

from app.services import referrals
from models.referrals import Referral
from models.values import Call
from tests.builders import START_CHECKS, SmallOffice, visit
from tests.journeys import states
from tests.journeys.deeds import DEEDS
from tests.journeys.life import DAY, HOUR, Life, refer
from tests.journeys.states import STATES, State


def and_then(make: State, *deeds: str) -> State:
    """A state, and what is done in it."""

    def made(office: SmallOffice) -> Life:
        life = make(office)
        for each in deeds:
            DEEDS[each](life)
        return life

    return made


def after(make: State, days: int) -> State:
    """A state, and so many days later."""
    return lambda office: states.later(make(office), days * DAY)


def part_accepted(office: SmallOffice) -> Life:
    """The morning call has started; the tea call waits in a referral of its own."""
    life = refer(office, calls=(visit(), visit(Call.TEA)))
    first = life.referral.id
    life.do(referrals.part_accept, referral=first, starting=(visit(),))
    life.do(referrals.hold_capacity, referral=first)
    for item in START_CHECKS:
        life.do(referrals.tick_start_check, referral=first, item=item)
    life.do(referrals.start, referral=first, case_coordinator=office.staff["SW"])
    assert len(life.all_of(Referral, Referral.person_id == life.person)) == 2
    return states.later(life, HOUR)


FURTHER: dict[str, State] = {
    "referral: part-accepted, the rest waits": part_accepted,
    "episode: the OT sets the goals": and_then(states.started, "goal setter"),
    "episode: the OT works with them": and_then(states.in_service, "work of the OT"),
    "episode: an end moved": and_then(states.end_announced, "move what is expected"),
    "episode: an end taken back": and_then(states.end_announced, "take back what is expected"),
    "episode: the day of an end has come": after(states.end_announced, 5),
    "plan: less from now": and_then(states.in_service, "less from now"),
    "plan: less agreed for later": and_then(states.in_service, "less in five days"),
    "plan: more agreed for later": and_then(states.in_service, "more in three days"),
    "plan: taken back before its day": and_then(states.in_service, "less in five days", "take the plan back"),
    "plan: interim hours changed": and_then(states.handed_over, "less from now"),
    "break: recorded by mistake": and_then(states.away(states.in_service, states.BreakKind.FAMILY), "undo the break"),
    "transfer: offer declined": and_then(states.offered, "decline offer"),
    "transfer: reassessed in interim": and_then(states.handed_over, "reassess"),
    "transfer: hand-over taken back": and_then(states.handed_over, "take back the move"),
    "agreement: signed": and_then(states.issued, "sign"),
    "agreement: uploaded": and_then(states.issued, "sign", "upload"),
    "agreement: its PO is raised": and_then(states.issued, "sign", "upload", "PO"),
}
ALL_STATES = STATES | FURTHER
