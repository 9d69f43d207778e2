"""What the columns of Short Term Care at Home are called in History; a part of `words`."""

CARE_AT_HOME = {
    "goals_from": "from when the time for goals counts",
    "support_for": "what support is for at first",
}
