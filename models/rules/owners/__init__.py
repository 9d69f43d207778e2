"""Who has what from which day, and when it may change hands."""
