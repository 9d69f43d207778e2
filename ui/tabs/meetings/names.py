"""The names of the Meetings tab's controls for automation; N stands for a number."""

from models.vocabulary import DecisionKind

NAMES = {
    "meetings.team": "whose meeting",
    "meetings.kind": "weekly or daily",
    "meetings.standing": "since when it is open, or when it was last held",
    "meetings.open": "opens the meeting with those who are there",
    "meetings.finish": "finishes the meeting",
    "meetings.there.N": "whether a member is there",
    "meetings.people": "the agenda",
    "meetings.total": "how many are on the agenda, and decided",
    "meetings.name": "whom the meeting talks about",
    "meetings.previous": "back to the one before",
    "meetings.next": "on to the next person",
    "meetings.goals": "goals with their last rated visits",
    "meetings.actions.N": "whether an action is done",
    "meetings.decision": "what is decided",
    "meetings.setter": "who sets the goals",
    "meetings.note": "why, or what exactly",
    "meetings.decide": "records the decision",
    "meetings.what": "what is to be done",
    "meetings.owner": "who does it",
    "meetings.due": "by when",
    "meetings.assign": "assigns the action",
    "meetings.deed_notice": "what was recorded, or why it was refused",
    "meetings.empty.step": "goes to the referrals where nobody is in service",
    "meetings.setter.matches": "who was found",
    "meetings.owner.matches": "who was found",
    "meetings.actions.N.note": "unused",
    "meetings.deed_notice.offer": "what follows from a decision",
    "meetings.deed_notice.close": "closes the notice",
    "meetings.notice.offer": "unused",
    "meetings.notice.close": "closes the notice",
}
NAMES |= {f"meetings.decide.{kind.value}": "takes up what is suggested" for kind in DecisionKind}
