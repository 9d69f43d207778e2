"""The page of subject access requests: what is asked for, until when, and how far each has got."""
