"""Who has what, and handing it on many at once."""
