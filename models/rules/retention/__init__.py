"""Rules of the retention review: whose records have passed the schedule, and what may be decided of them."""
