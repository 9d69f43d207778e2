"""Which right in an office writes which table: one map, from which the policies of row security are made.

Where a table isn't named, a DSO writes it: it is a record of somebody's care, or follows from a decision.
"""

from models.vocabulary.access import Right

RIGHTS = tuple(Right)  # each includes those before it
_WORKERS = (  # what is seen or heard at a visit, in a meeting or a review, and what anybody reports (END-6)
    *("action", "attendance", "chaser", "chc_in_service", "concern", "decision", "goal", "goal_wording"),
    *("handover_note", "key_safe", "key_safe_code", "meeting", "meeting_note", "meeting_taken_back"),
    *("milestone", "person", "rating", "rating_correction", "rating_import", "suggestion_dismissed", "tracker_change"),
    *("visit_not_made", "double_up_answer", "explained", "long_term_review", "support_aim"),
)
_MANAGERS = (
    *("contracted_change", "format_maker", "former_name", "goal_example", "list_entry", "patch", "patch_postcode"),
    *("staff", "staff_role", "staff_spell", "staff_team", "start_check_item", "stored_setting", "team", "team_patch"),
    *("rate", "usual_hours", "wording_phrase", "wording_version"),
)
_DERIVED = ("due_day", "due_line")  # from the records, and everybody else sees it then: nobody signs it
_BEFOREHAND = ("database_mark", "due_day", "login", "membership", "office", "seal", "sealed_entry")
_ANYBODYS = ("access_note",)  # that somebody looked
_RIGHT_OF = {
    **dict.fromkeys(_ANYBODYS, Right.READER),
    **dict.fromkeys((*_WORKERS, *_DERIVED), Right.WORKER),
    **dict.fromkeys(_MANAGERS, Right.MANAGER),
    "office": Right.ADMINISTRATOR,
}


def right_to_write(table: str) -> Right:
    """The least right with which rows of a table are added or changed."""
    return _RIGHT_OF.get(table, Right.DSO)


def right_to_change(table: str) -> Right:
    """The least right with which rows of a table are changed; what of them it may change a guard says then.

    An MDT's member records what it decided of an episode, and agrees who sets its goals (OPG 3.5).
    """
    return Right.WORKER if table == "episode" else right_to_write(table)


def is_of_people(table: str) -> bool:
    """Whether only somebody of the staff sees rows of a table: it tells of people, or of what is done for them.

    What a desk reads before it knows who sits there isn't.
    """
    return table not in {*_BEFOREHAND, *_MANAGERS}


def takes_somebody(table: str) -> bool:
    """Whether only somebody of the office's staff writes it: it is of people, and tells by whom.

    Whoever only looks after the program keeps the office's lists and settings. A look has a guard of its own.
    """
    return right_to_write(table) in {Right.WORKER, Right.DSO} and table not in _DERIVED
