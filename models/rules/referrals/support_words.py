"""What a text about the support that somebody has now says: some, none, or neither. Source: OPG 2.2 (REF-10).

Any help counts, family too, so that only a text that denies all help says *none*. Where it is in doubt nothing is
stated: the person ranks as if there were none, is marked, and the question has to be answered before acceptance.
"""

import re
from dataclasses import dataclass

from models.rules.decision import Lack
from models.rules.placeholders import is_placeholder
from models.rules.who import REFERRER
from models.values import fold
from models.vocabulary.referrals import Support

_NOW = (
    r"(?:currently|at present|presently|at the moment|at this (?:time|point|moment)|(?:just |right )?now|today|yet"
    r"|as yet|so far|to date)"
)
_HELP = r"(?:support|help|care|assistance)"
_DENIAL = re.compile(
    rf"(?:{_NOW} )?(?:(?:(?:s?he|they|person|client) )?(?:has|have|having|there is|there are|receives?|receiving|gets?)"
    r" )?"
    rf"(?:none|nil|nothing|nobody|no body|no one|noone|zero|0|no|n|false|unsupported"
    rf"|(?:no|nil|zero|not any|without)(?: any)?(?: (?:current|existing|present))? {_HELP}(?: (?:or|and) {_HELP})?)"
    rf"(?: at all| whatsoever)?(?: (?:is |are )?(?:currently |presently )?(?:in place|available|there|received))?"
    rf"(?: {_NOW})?"
)
_BEGINS_IN_DOUBT = re.compile(
    rf"(?:{_NOW} )?(?:has |have |there is |there are )?(?:lack|lacks|lacking|needs?|needing|requires?|required"
    r"|requests?|requested|wants?|(?:y )?n)\b"
)
# A “no” anywhere: “Carers: none”, “Daughter doesn't help”, “Lives with wife, no support”. A nought of 0.5 is none.
_DENIES_SOMETHING = re.compile(
    r"\b(?:no|not|none|nil|nothing|nobody|no one|noone|never|neither|nor|without|zero|false|unsupported|hardly|barely"
    r"|nowhere|[a-z]+n t|(?:do|does|is|are|has|have|did|was|wo|could|would|should)nt|(?<![0-9] )0(?! [0-9]))\b"
)
_IN_DOUBT = re.compile(
    r"\b(?:end(?:s|ed|ing)?|stop(?:s|ped|ping)?|finish(?:ed|es|ing)?|ceased|cancelled|canceled|withdrawn|withdrew|lapsed"
    r"|br(?:eak|oke|oken) ?down|suspended|paused|on hold|hand(?:ed|s|ing) back|notice|until|till|restart(?:ed|s|ing)?"
    r"|await(?:ed|ing|s)?|waiting|pending|tb[cad]|unknown|unsure|unclear|previous(?:ly)?|formerly|prior|had|was|were"
    r"|used to|unable|cannot|cant|refus(?:ed|es|ing|al)|declin(?:ed|es|ing)|maybe|might|possibly|perhaps"
    r"|died|dead|deceased|passed away|late (?:wife|husband|partner)|widow(?:ed|er)?|bereaved|left|moved|away"
    r"|abroad"
    r"|(?:in|to) hospital|in respite|on holiday|alone|on (?:his|her|their) own|isolated|self|independent(?:ly)?"
    r"|manages)\b"
)


@dataclass(frozen=True, slots=True)
class SupportMeant:
    """What a text means, the text as it is kept, and what has to be said of it; empty where it is plain."""

    support: Support
    text: str = ""
    notice: str = ""


def support_meant(text: str) -> SupportMeant:
    """What is said of current support; every text that isn't plainly empty or plainly *none* is said, to be looked at.

    Source: OPG 2.2 (REF-10).
    """
    typed = text.strip()
    if is_placeholder(typed):
        return SupportMeant(Support.NOT_STATED)
    plain = " ".join(re.sub(r"[^\w\s]", " ", fold(typed)).split())
    if _DENIAL.fullmatch(plain):
        return SupportMeant(Support.NONE)
    doubts = _BEGINS_IN_DOUBT.match(plain) or _DENIES_SOMETHING.search(plain) or _IN_DOUBT.search(plain)
    if doubts or "?" in typed:
        sentence = f"Current support “{typed}” doesn't say whether anybody helps now: not stated, to be asked."
        return SupportMeant(Support.NOT_STATED, typed, sentence)
    return SupportMeant(Support.SOME, typed, f"Current support “{typed}” is taken as some support.")


def support_words_lacks(support: Support, text: str) -> tuple[Lack, ...]:
    """Who helps now, in words, doesn't deny the answer beside it. Source: OPG 2.2 (REF-10)."""
    typed = text.strip()
    if not typed:
        return ()
    meant = support_meant(typed)
    if support is Support.SOME and (meant.support is Support.NONE or is_placeholder(typed)):
        sentence = f"“{typed}” names nobody who helps: say who helps now, or choose that there is no support."
    elif support is Support.NONE and meant.support is Support.SOME:
        sentence = f"“{typed}” may be help, and any help counts: choose some support, or leave the words out."
    else:
        return ()
    return (Lack("REF-10", sentence, REFERRER, "support_text"),)
