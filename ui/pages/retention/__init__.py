"""The page of the retention review: whose records have passed the schedule, and what was decided of them."""
