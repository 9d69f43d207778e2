"""Who has what, since when and why."""
