"""Urgent and planned support told apart, where somebody comes from, and what it is for in the community (STC-1).

It never moves anybody in the queue: that order is the Care Hub's (REF-10).
"""

from dataclasses import dataclass

from models.policy import PolicySettings
from models.rules.decision import Lack
from models.rules.who import REFERRER
from models.vocabulary.referrals import ComesFrom, CommunityAim, Pathway


@dataclass(frozen=True, slots=True)
class PathwayFacts:
    """What a referral says of it, each none or empty while it isn't said."""

    pathway: Pathway | None = None
    comes_from: ComesFrom | None = None
    community_aim: CommunityAim | None = None
    exceptional_because: str = ""

    @property
    def is_exception(self) -> bool:
        """Whether a hospital asks for urgent support, which is for exceptional circumstances."""
        return self.pathway is Pathway.URGENT and self.comes_from is not None and self.comes_from.is_hospital

    @property
    def has_aim(self) -> bool:
        """Whether one of three aims is asked for: planned support of somebody who lives at home."""
        return self.pathway is Pathway.PLANNED and self.comes_from is ComesFrom.COMMUNITY

    @property
    def sentence(self) -> str:
        """All that is said of it, in a line; empty where nothing is."""
        said = [self.pathway.label] if self.pathway else []
        said += [f"from {self.comes_from.label.lower()}"] if self.comes_from else []
        said += [f"for {self.community_aim.label.lower()}"] if self.has_aim and self.community_aim else []
        said += [f"exceptional: {self.exceptional_because}"] if self.is_exception and self.exceptional_because else []
        line = ", ".join(said)
        return line[:1].upper() + line[1:]


NOT_SAID = PathwayFacts()


def pathway_to_ask(pathway: Pathway | None, comes_from: ComesFrom | None, policy: PolicySettings) -> bool:
    """Whether an office that tells urgent and planned support apart doesn't know yet which, or from where.

    Source: STCH (STC-1).
    """
    return policy.urgent_and_planned and (pathway is None or comes_from is None)


def pathway_lacks(facts: PathwayFacts, policy: PolicySettings) -> tuple[Lack, ...]:
    """What is still to be said before it is accepted, where the office tells urgent and planned support apart.

    Source: STCH (STC-1).
    """
    if not policy.urgent_and_planned:
        return ()
    found = (
        (facts.pathway, Lack("STC-1", "Say whether urgent or planned support is asked for.", REFERRER, "pathway")),
        (facts.comes_from, Lack("STC-1", "Say where the person comes from.", REFERRER, "comes_from")),
        (
            facts.community_aim or not facts.has_aim,
            Lack(
                "STC-1",
                "Planned support in the community is for prevention, recuperation or rehabilitation: say which.",
                REFERRER,
                "community_aim",
            ),
        ),
        (
            facts.exceptional_because.strip() or not facts.is_exception,
            Lack(
                "STC-1",
                "A hospital asks for urgent support in exceptional circumstances only: say which they are.",
                REFERRER,
                "exceptional_because",
            ),
        ),
    )
    return tuple(lack for said, lack in found if not said)
