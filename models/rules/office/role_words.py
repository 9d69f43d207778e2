"""Which role a job title of a real office means; one that could be several is asked about, never guessed (OPG 3.5).

*CWC* is the care worker (community) who visits, *CCW* the community care worker who assesses and coordinates.
"""

import re
from dataclasses import dataclass

from models.values import fold
from models.vocabulary.staff import Role

_TITLES = {
    Role.DSO: (
        "dso", "domiciliary service organiser", "domiciliary services organiser", "domiciliary organiser",
        "dom service organiser", "dom organiser", "dom serv organiser", "service organiser", "organiser",
        "home care organiser", "homecare organiser",
    ),
    Role.CWC: (
        "cwc", "care worker", "care worker community", "carer", "home carer", "home care worker", "homecare worker",
        "home care assistant", "care assistant", "domiciliary care worker", "dom care worker", "support worker",
        "care support worker", "care and support worker", "community support worker", "community care support worker",
        "reablement worker", "reablement support worker", "enablement worker", "community carer",
    ),
    Role.OT: ("ot", "occupational therapist"),
    Role.SW: ("sw", "social worker", "qualified social worker"),
    Role.CCW: ("ccw", "community care worker"),
    Role.ADMIN: (
        "admin", "administrator", "admin assistant", "administrative assistant", "admin officer", "admin support",
        "administration", "administration assistant", "business support", "business support assistant",
        "business support officer", "business services assistant", "clerk", "clerical assistant",
    ),
    Role.SCHEDULER: ("scheduler", "scheduling", "scheduling officer", "scheduling assistant"),
    Role.SERVICE_MANAGER: ("service manager", "manager", "registered manager"),
}  # fmt: skip
_ROLES = {title: role for role, titles in _TITLES.items() for title in titles}
_RANKS = re.compile(
    r"\b(?:senior|snr|sr|lead|acting|temp|temporary|agency|bank|relief|casual|part time|full time|pt|ft)\b"
)
_CAN_BE_TAKEN_FOR = {
    "community care worker": "“Community care worker” is taken as CCW, who assesses; whoever visits is a CWC.",
}


@dataclass(frozen=True, slots=True)
class RoleMeant:
    """The role that a title means, none where it has to be asked; what was taken for granted, as a sentence."""

    role: Role | None
    notice: str = ""


def role_meant(title: str) -> RoleMeant:
    """The role of a title however it is spelled: plural, with z, with full stops, with a rank before it.

    “Senior” alone says no role: it is asked. A deputy or an assistant is not taken for whom they deputise.
    """
    plain = _plain(title)
    if plain in _ROLES:
        return RoleMeant(_ROLES[plain], _CAN_BE_TAKEN_FOR.get(plain, ""))
    without_rank = " ".join(_RANKS.sub(" ", plain).split())
    role = _ROLES.get(without_rank)
    return RoleMeant(role, f"“{title.strip()}” is taken as {role.label}." if role else "")


def _plain(title: str) -> str:
    text = fold(title).replace("/", "").replace("&", " and ").replace("organizer", "organiser")
    text = " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())
    spellings = (text, text.replace(" ", ""), text.removesuffix("s"))  # D.S.O., carers
    return next((each for each in spellings if each in _ROLES), text)
