"""Words about the statutory return, Client Level Data."""

from enum import Enum


class InterimType(Enum):
    """What interim support is in the return: the council's own decision, none at first. (FIG-2)."""

    NOT_CHOSEN = 0
    OTHER_SHORT_TERM = 1
    COMMUNITY = 2
    ST_MAX = 3
    NOT_EXPORTED = 4

    @property
    def label(self) -> str:
        """As people read it."""
        return _LABELS[self]


_LABELS = {
    InterimType.NOT_CHOSEN: "not chosen yet",
    InterimType.OTHER_SHORT_TERM: "other short-term support",
    InterimType.COMMUNITY: "long-term support in the community",
    InterimType.ST_MAX: "ST-Max, as before the transfer",
    InterimType.NOT_EXPORTED: "nothing: it isn't exported",
}
