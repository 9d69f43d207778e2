"""The words of subject access requests: who asks, what is looked at before a copy leaves, and how each ends."""

from models.vocabulary.choice import Choice


class AskedBy(Choice):
    """Who asks. Source: UK GDPR, articles 12 and 15 (SAR-1)."""

    PERSON = "person", "The person"
    ANOTHER = "another", "Somebody for them"


class Authority(Choice):
    """By what somebody asks for another. Source: UK GDPR, article 12; Mental Capacity Act 2005 (SAR-2)."""

    WRITTEN = "written", "The person's written authority"
    ATTORNEY = "attorney", "A registered power of attorney"
    DEPUTY = "deputy", "An order of the Court of Protection"


class AccessCheckKind(Choice):
    """What somebody looks at before a copy leaves. Source: Data Protection Act 2018, schedules 2 and 3 (SAR-2)."""

    OTHERS = "others", "What tells of other people"
    SAFEGUARDING = "safeguarding", "Safeguarding concerns, with the safeguarding lead"
    HARM = "harm", "Whether anything could do serious harm, with a social worker or health professional"
    CODES = "codes", "No key-safe or door code in what was typed freely"
    ELSEWHERE = "elsewhere", "What is kept elsewhere: MOSAIC, CCL, e-mail and on paper"


class ReleasedHow(Choice):
    """How a copy reached whoever it is for. Source: UK GDPR, article 12 (SAR-2)."""

    HAND = "hand", "Handed over"
    POST = "post", "By tracked post"
    EMAIL = "email", "By encrypted e-mail"
    DOWNLOAD = "download", "By the council's secure download"


class RequestOutcome(Choice):
    """How a request ended. Source: UK GDPR, article 12 (SAR-2, SAR-3)."""

    RELEASED = "released", "Released"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    HANDED_ON = "handed_on", "Handed on to information governance"


class RequestState(Choice):
    """What is next of a request, in the order in which it travels."""

    EVIDENCE = "evidence", "Waits for evidence"
    DEAD = "dead", "To be handed on"
    CHECKS = "checks", "To be looked through"
    COPY = "copy", "Copy to be made"
    RELEASE = "release", "To be released"
    CLOSED = "closed", "Closed"
