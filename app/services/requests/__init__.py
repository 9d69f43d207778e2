"""Use cases of subject access requests."""
