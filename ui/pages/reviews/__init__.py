"""The page of long-term reviews: the programme of each area, and the reviews in it."""
