"""The papers about one person that are made from what is known of them now."""

from models.vocabulary.choice import Choice


class PersonPaper(Choice):
    """A paper about one person; its value is its name on the command line and in a file's name."""

    START_PACK = "start-pack", "Start pack for the home: service plan and IPAD sheet"
    PROGRESS = "progress", "Progress page for the person"
    ASSESSOR_SHEET = "assessor-sheet", "Progress sheet for MDT and assessor"
    CALL_SHEET = "call-sheet", "Call sheet for workers"
    IPAD_SHEET = "ipad-sheet", "Blank IPAD sheet"
    COST_SAID = "cost-said", "Notice of what was said about cost"
    END_PACK = "end-pack", "End pack for the person: then and now, and the progress page"
    TRANSFER_SUMMARY = "transfer-summary", "Transfer summary for the interim DSO"
    CLOSURE_SUMMARY = "closure-summary", "Closure summary"
    SUBJECT_ACCESS = "subject-access", "Everything known, for a subject access request"

    @property
    def is_for_the_person(self) -> bool:
        """Whether it is given to the person, so that another print than they need asks why."""
        return self in {
            PersonPaper.START_PACK,
            PersonPaper.PROGRESS,
            PersonPaper.COST_SAID,
            PersonPaper.END_PACK,
            PersonPaper.SUBJECT_ACCESS,
        }

    @property
    def tells_key_safe(self) -> bool:
        """Whether the code of the key safe stands on it: on what a worker takes to the door, and on nothing else."""
        return self is PersonPaper.CALL_SHEET
