"""The two ways in which the program says no. Anything else that goes wrong is a defect.

Refused: the rules, the file or another desk said no. Unavailable: the database or the disk can't be reached.
"""


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error
    """The deed is refused: the rule's id, a sentence that says what is missing, and who can provide it."""

    def __init__(self, sentence: str, *, rule: str = "", who: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.rule, self.who = sentence, rule, who


class Unavailable(Exception):  # noqa: N818  an answer too: what to do now, and that nothing is lost
    """The database, a file or the network can't be reached; the sentence says what to do."""
