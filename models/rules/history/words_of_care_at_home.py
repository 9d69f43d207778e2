"""What the columns of Short Term Care at Home are called in History; a part of `words`."""

CARE_AT_HOME = {
    "comes_from": "where they come from",
    "community_aim": "what support in the community is for",
    "exceptional_because": "why a hospital asks for urgent support",
    "goals_from": "from when the time for goals counts",
    "pathway": "urgent or planned support",
    "support_for": "what support is for at first",
}
