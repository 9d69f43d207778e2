"""What somebody did with records without changing them, and what a login may do with them at a server."""

from enum import Enum

# What a server's walls say is lacking where it is no right:
SOMEBODY = "somebody of the staff"  # a login has its right and is nobody of the office's
ITS_DECIDER = "who decides it"  # a decision names somebody else (END-10)
LIKE_THEM = "somebody like them"  # the other office has somebody with a number of theirs who may be another (DAY-4)
ONESELF = "oneself"  # a look or a deed names somebody else than whose login it is
LOOK = "a look"  # a code is told for a look of one's own that was noted just before
OTHER_OFFICE = "the other office"  # nobody is taken to an office but by who may do so in both (DAY-4)


class Access(Enum):
    """Looked, printed, exported: each is written down with who, when and what."""

    OPENED = "opened"
    PREVIEWED = "previewed"
    PRINTED = "printed"
    SAVED = "saved"
    EXPORTED = "exported"


KEY_SAFE_CODE = "the key-safe code"  # what a look at one is noted as; told for such a look alone, which is noted before


class Right(Enum):
    """What a login may do in an office: each includes those above it here."""

    READER = "reader"  # sees the records
    WORKER = "worker"  # rates visits, ticks milestones, writes notes
    DSO = "dso"  # decides and writes every record of a person
    MANAGER = "manager"  # settings, rates, wording, staff and teams
    ADMINISTRATOR = "administrator"  # the office itself, and who may log in
