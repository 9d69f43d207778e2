"""What somebody did with records without changing them."""

from enum import Enum


class Access(Enum):
    """Looked, printed, exported: each is written down with who, when and what."""

    OPENED = "opened"
    PREVIEWED = "previewed"
    PRINTED = "printed"
    SAVED = "saved"
    EXPORTED = "exported"
