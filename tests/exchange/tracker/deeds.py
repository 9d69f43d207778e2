"""Something that Scheduling is told, for tests of what happens to it afterwards."""

from app.door.changes import changes
from app.services.tracker.scheduling import tell
from models.vocabulary.tracker import TrackerChangeKind


def a_change(office, kind=TrackerChangeKind.START, **told):
    """Tell Scheduling something about a new person, whose reason looks like a formula; the change's id."""
    person = office.a_person()

    def deed(turn):
        told.setdefault("effective_at", turn.moment)
        return changes(
            made=tell(turn, kind, person=person, reason="=HYPERLINK(1)", to_team=office.teams["North"], **told).id
        )

    return office.do(deed).made
