"""What the columns of meetings are called in History; a part of `words`."""

MEETINGS = {
    "decision_id": "the decision",
    "finished_at": "when it was finished",
    "held_at": "when it was held",
    "meeting_id": "the meeting",
    "next_steps": "the next steps agreed",
    "next_steps_on": "when the next steps were agreed",
    "noted_by_id": "who noted it",
    "person_says": "what the person says",
}
