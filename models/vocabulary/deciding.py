"""Whose word a deed rests on: a DSO's, the MDT's or a case coordinator's (END-10)."""

from models.vocabulary.choice import Choice


class DecidedDeed(Choice):
    """A deed that somebody decides, in words that end the sentence *say which DSO decided …*. Source: END-10."""

    ACCEPT = "accept", "to accept the referral"
    PART_ACCEPT = "part_accept", "to accept a part of it"
    DECLINE = "decline", "to decline the referral"
    SIGNPOST = "signpost", "to signpost to other help"
    END_OF_LIFE = "end_of_life", "on the exception at the end of life"
    URGENT_SAFELY = "urgent_safely", "that care workers can deliver it safely"
    CHC_REVIEW = "chc_review", "that it can be delivered for CHC"
    PROMISE = "promise", "to promise the capacity"
    HOLD = "hold", "to hold the capacity"
    START = "start", "to start the service"
    MORE = "more", "on more support"
    END = "end", "to end the service"
    CLOSE = "close", "to close the package"
    MAXIMUM_INDEPENDENCE = "maximum_independence", "that maximum independence is reached"
    TRANSFER = "transfer", "on the transfer"
    STEP_DOWN = "step_down", "on the step-down"
    HOURS_CHANGED = "hours_changed", "on the changed hours"
    ONGOING_NEED = "ongoing_need", "on the ongoing need"
    HAND_OVER = "hand_over", "on the hand-over"


# Whose word these are; every other is a DSO's.
OF_MDT = frozenset({DecidedDeed.MAXIMUM_INDEPENDENCE, DecidedDeed.TRANSFER, DecidedDeed.STEP_DOWN})
OF_COORDINATOR = frozenset({DecidedDeed.HOURS_CHANGED, DecidedDeed.ONGOING_NEED})
