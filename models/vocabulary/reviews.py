"""The words of long-term reviews: whom somebody met, what the review came to, and how far each has got."""

from models.vocabulary.choice import Choice


class MetWhom(Choice):
    """Whom the review was talked over with. Source: CAB §2 (LTR-1)."""

    PERSON = "person", "The person"
    REPRESENTATIVE = "representative", "Who speaks for them"


class ReviewOutcome(Choice):
    """What a review came to. Source: CAB §2 (LTR-1)."""

    PVI = "pvi", "Moves to a PVI provider"
    DIRECT_PAYMENT = "direct_payment", "Direct payment"
    STAYS = "stays", "Stays with Direct Care"


class StaysBecause(Choice):
    """Why Direct Care goes on. Source: CAB §2 (LTR-1)."""

    NO_PROVIDER = "no_provider", "No provider is found yet"
    OWN_CHOICE = "own_choice", "The person wishes to stay for now"
    END_OF_LIFE = "end_of_life", "End-of-life care"


class ReviewState(Choice):
    """What is next in a review, in the order in which it travels. Source: CAB §2 (LTR-1)."""

    LETTER = "letter", "Letter to send"
    MEETING = "meeting", "To be met"
    OUTCOME = "outcome", "Outcome to decide"
    PROVIDER = "provider", "Waits for a provider"
    HAND_OVER = "hand_over", "To be handed over"
    TO_START = "to_start", "Waits for its first day"
    DONE = "done", "Done"
    CLOSED = "closed", "Left the programme"
