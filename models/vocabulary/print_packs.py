"""The papers about one person that can be printed together, and the moments of work that ask for several at once."""

from models.vocabulary.choice import Choice
from models.vocabulary.person_papers import PersonPaper


class PackPaper(Choice):
    """A paper that can be one of several; its value is its name on the command line.

    Everything known for a subject access request isn't among them: files are saved beside it, and it goes to nobody
    along with other papers. The start pack isn't either, for its two papers stand here each by itself.
    """

    SERVICE_PLAN = "plan", "Service plan"
    IPAD_SHEET = PersonPaper.IPAD_SHEET.value, PersonPaper.IPAD_SHEET.label
    CALL_SHEET = PersonPaper.CALL_SHEET.value, PersonPaper.CALL_SHEET.label
    REFERRAL = "referral", "Referral sheet"
    TRANSFER_SUMMARY = PersonPaper.TRANSFER_SUMMARY.value, PersonPaper.TRANSFER_SUMMARY.label
    ASSESSOR_SHEET = PersonPaper.ASSESSOR_SHEET.value, PersonPaper.ASSESSOR_SHEET.label
    AGREEMENT = "agreement", "Service agreement"
    LETTER = "letter", "Letter about who pays"
    COST_SAID = PersonPaper.COST_SAID.value, PersonPaper.COST_SAID.label
    REFUSED = "refused", "Record of a refusal to sign"
    END_PACK = PersonPaper.END_PACK.value, PersonPaper.END_PACK.label
    PROGRESS = PersonPaper.PROGRESS.value, PersonPaper.PROGRESS.label
    CLOSURE_SUMMARY = PersonPaper.CLOSURE_SUMMARY.value, PersonPaper.CLOSURE_SUMMARY.label

    @property
    def is_for_the_person(self) -> bool:
        """Whether it is given to the person, so that another print than they need asks why."""
        return self in {
            PackPaper.SERVICE_PLAN,
            PackPaper.AGREEMENT,
            PackPaper.LETTER,
            PackPaper.COST_SAID,
            PackPaper.END_PACK,
            PackPaper.PROGRESS,
        }

    @property
    def tells_key_safe(self) -> bool:
        """Whether the code of the key safe stands on it."""
        return self is PackPaper.CALL_SHEET


class PrintPack(Choice):
    """A moment of work at which several papers of one person are printed; its value names it on the command line."""

    BEFORE_FIRST_VISIT = "before-first-visit", "Before the first visit"
    AT_TRANSFER = "at-transfer", "At the transfer"
    AT_END = "at-the-end", "At the end"
