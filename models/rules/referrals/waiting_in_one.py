"""What Today says once of all referrals of a team that wait for the same."""

from datetime import datetime

from models.rules.sentences import moment_text


def waiting_in_one(rule: str, field: str, count: int, team: str, since: datetime) -> str | None:
    """What Today says once of all referrals of a team that wait for the same, none where each is said by itself.

    The queue tells them apart; forty lines of Today would hide the four that matter. `since` is of the one that waits
    longest. Source: good practice (REF-10, REF-12).
    """
    if rule != "REF-12":
        return None
    of_team = f"{count} referrals of {team}" if team else f"{count} referrals without a team"
    if field == "referrals.accept":
        return f"{of_team} wait for a decision, the first since {moment_text(since)}."
    if field == "referrals.hold":
        return f"{of_team} are accepted and wait for capacity, the first since {moment_text(since)}."
    return None
