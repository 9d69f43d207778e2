"""What the statutory return asks of the records."""
